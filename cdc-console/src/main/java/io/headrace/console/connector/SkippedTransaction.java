package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Captured;
import io.headrace.console.pipeline.GtidSet;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which transaction a source is to pass over, held against the binlog. The offsets name the one that the source had begun when
 * it last told its place; on a server in use it may have failed some transactions later.
 */
final class SkippedTransaction {

    private static final int SHOWN = 5;

    private final PipelineEndpoints target;
    private final String connector;
    private final JsonNode config;

    /** @param config of the source */
    SkippedTransaction(PipelineEndpoints target, String connector, JsonNode config) {
        this.target = target;
        this.connector = connector;
        this.config = config;
    }

    /**
     * The captured tables that the transaction changes; empty when that can't be looked at.
     *
     * @param gtid the transaction
     * @param isGiven whether somebody has named it
     * @param offset the source's
     * @throws Problem when it changes no captured table and was not named: it is not what stops the source
     */
    Optional<List<String>> tables(String gtid, boolean isGiven, JsonNode offset) {
        List<TransactionsAhead.Transaction> ahead = ahead(offset);
        Optional<TransactionsAhead.Transaction> skipped =
                ahead.stream().filter(each -> each.gtid().equals(gtid)).findFirst();
        if (skipped.isPresent() && !isGiven && !concerns(skipped.get())) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "Nothing was changed: the offsets of " + connector + " name " + gtid
                            + ", which changes no table that it captures and has no statement. It told its place before it"
                            + " came to the one that stops it. Give that by --gtid; " + candidates(ahead));
        }
        return skipped.map(this::captured);
    }

    /** Which transactions may be the one that stops the source, in words. */
    String candidates(JsonNode offset) {
        return candidates(ahead(offset));
    }

    private String candidates(List<TransactionsAhead.Transaction> ahead) {
        String next = ahead.stream()
                .filter(this::concerns)
                .limit(SHOWN)
                .map(each -> each.gtid() + " ("
                        + (each.tables().isEmpty() ? "a statement" : String.join(", ", captured(each))) + ")")
                .collect(Collectors.joining("; "));
        return (next.isEmpty() ? "" : "the next that may be it: " + next + ". ")
                + "The worker's log says where the reader was: \"binlog reader near position\".";
    }

    private boolean concerns(TransactionsAhead.Transaction transaction) {
        return transaction.hasStatement() || !captured(transaction).isEmpty();
    }

    private List<String> captured(TransactionsAhead.Transaction transaction) {
        return transaction.tables().stream()
                .filter(table -> Captured.captures(config, table))
                .toList();
    }

    private List<TransactionsAhead.Transaction> ahead(JsonNode offset) {
        if (!target.hasMysql()) {
            return List.of();
        }
        GtidSet reached = GtidSet.parse(offset.path("gtids").asText(""));
        try (Connection mysql = new Database(target).open()) {
            return TransactionsAhead.of(mysql, offset.path("file").asText(""), reached);
        } catch (SQLException | Problem notAllowed) {
            return List.of();
        }
    }
}
