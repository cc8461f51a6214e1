package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.GtidSet;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that a source should skip, checked against the binlog and against what the source has sent. The offsets name
 * the one that the source had begun when it last stored its place; on a busy server it may have failed some transactions later.
 */
final class SkippedTransaction {

    private static final int SHOWN = 5;
    private static final long MARKS = 500;

    private final PipelineEndpoints target;
    private final String connector;
    private final JsonNode config;
    private final JsonNode offset;
    private final @Nullable String given;

    /**
     * @param config of the source
     * @param offset its stored one
     * @param given the transaction named by the user; null for the one in the offset
     */
    SkippedTransaction(
            PipelineEndpoints target, String connector, JsonNode config, JsonNode offset, @Nullable String given) {
        this.target = target;
        this.connector = connector;
        this.config = config;
        this.offset = offset;
        this.given = given;
    }

    /** Its GTID; empty when none was given and the offset names none now. */
    String gtid() {
        return given == null ? offset.path("transaction_id").asText("") : given;
    }

    /**
     * What it changes, as far as that can be determined.
     *
     * @throws Problem if none was given and the one in the offset can't be what stops the source
     */
    Offsets.Skipped look() {
        Ahead ahead = ahead();
        Optional<TransactionsAhead.Transaction> skipped = ahead.found().stream()
                .filter(each -> each.gtid().equalsIgnoreCase(gtid()))
                .findFirst();
        if (given == null) {
            if (skipped.isPresent() && !concerns(skipped.get())) {
                throw notThisOne("changes no table that it captures and has no statement", ahead);
            }
            if (isSent()) {
                throw notThisOne("it has sent to its end", ahead);
            }
        }
        return skipped.map(each -> new Offsets.Skipped(gtid(), captured(each), each.hasStatement(), ""))
                .orElseGet(() -> new Offsets.Skipped(gtid(), List.of(), false, ahead.whyNot()));
    }

    /** The transactions that may be the one that stops the source, as text. */
    String candidates() {
        return candidates(ahead());
    }

    private Problem notThisOne(String why, Ahead ahead) {
        return new Problem(
                Problem.Kind.USAGE,
                "Nothing was changed: the offsets of " + connector + " name " + gtid() + ", which " + why
                        + ". It stored its place before reaching the one that stops it. Name that one with --gtid; "
                        + candidates(ahead));
    }

    private String candidates(Ahead ahead) {
        String next = ahead.found().stream()
                .filter(each -> concerns(each) && !each.gtid().equalsIgnoreCase(gtid()))
                .limit(SHOWN)
                .map(each -> each.gtid() + " ("
                        + (captured(each).isEmpty() ? "a statement" : String.join(", ", captured(each))) + ")")
                .collect(Collectors.joining("; "));
        return (next.isEmpty() ? "" : "the next candidate: " + next + ". ")
                + (ahead.whyNot().isEmpty() ? "" : "The binlog was not checked: " + ahead.whyNot() + ". ")
                + "The worker's log shows where the reader was: \"binlog reader near position\".";
    }

    private boolean concerns(TransactionsAhead.Transaction transaction) {
        return transaction.hasStatement() || !captured(transaction).isEmpty();
    }

    private List<String> captured(TransactionsAhead.Transaction transaction) {
        return transaction.tables().stream()
                .filter(table -> CapturedTable.captures(config, table))
                .sorted()
                .toList();
    }

    /** @param whyNot why nothing was found, or may be missing; empty otherwise */
    private record Ahead(List<TransactionsAhead.Transaction> found, String whyNot) {}

    private Ahead ahead() {
        if (!target.hasMysql()) {
            return new Ahead(List.of(), "MySQL is not given (--mysql, --mysql-user)");
        }
        TransactionsAhead ahead = new TransactionsAhead(
                GtidSet.parse(offset.path("gtids").asText("")),
                each -> each.gtid().equalsIgnoreCase(gtid()) || concerns(each));
        try (Connection mysql = new Database(target).open()) {
            ahead.read(mysql, offset.path("file").asText(""));
            return new Ahead(ahead.found(), "it is not among the next transactions in the binlog");
        } catch (SQLException | Problem notAllowed) {
            return new Ahead(List.of(), "this user may not read the binlog");
        }
    }

    /** Whether the source has marked its end, where it marks ends and Kafka can be asked. */
    private boolean isSent() {
        String topic = config.path("topic.prefix").asText("") + ".transaction";
        if (!target.hasKafka()) {
            return false;
        }
        try (Topics topics = Topics.open(target)) {
            return topics.tail(Map.of(topic, MARKS)).stream()
                    .map(SkippedTransaction::mark)
                    .anyMatch(mark -> mark.path("status").asText("").equals("END")
                            && mark.path("id")
                                    .asText("")
                                    .toLowerCase(Locale.ROOT)
                                    .equals(gtid().toLowerCase(Locale.ROOT)));
        } catch (Problem notThere) {
            return false;
        }
    }

    private static JsonNode mark(byte[] value) {
        try {
            return Rest.JSON.readTree(value);
        } catch (IOException notJson) {
            return Rest.JSON.missingNode();
        }
    }
}
