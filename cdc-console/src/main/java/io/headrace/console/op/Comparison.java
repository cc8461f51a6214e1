package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.Column;
import io.headrace.console.compare.TypeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One table beside one index, opened: what verify and its repair work on. For one thread. */
final class Comparison implements AutoCloseable {

    final Route route;
    final SearchRest search;
    final TableReader table;
    final TableColumns columns;
    final Watermark watermark;
    final JsonNode sourceConfig;
    private final Connection mysql;
    private final Topics topics;
    private final Verify.Options options;

    private Comparison(
            Route route,
            ConnectRest connect,
            SearchRest search,
            Connection mysql,
            Topics topics,
            Verify.Options options)
            throws SQLException {
        this.route = route;
        this.search = search;
        this.mysql = mysql;
        this.topics = topics;
        this.options = options;
        this.sourceConfig = connect.config(route.source()).orElse(Rest.JSON.missingNode());
        JsonNode sinkConfig = connect.config(route.sink()).orElse(Rest.JSON.missingNode());
        ColumnChanges changes = ColumnChanges.of(sourceConfig, sinkConfig, options.tokenKey());
        ZoneId zone = Objects.requireNonNullElse(options.dateTimeZone(), changes.dateTimeZone());
        this.columns = TableColumns.of(
                mysql,
                route,
                new TypeTable(zone, changes.tokens()),
                DocumentKeys.keyTable(sourceConfig),
                search.fields(route.index()),
                changes.notComparable());
        DocumentKeys keys = DocumentKeys.of(route.table(), columns.key(), sinkConfig);
        this.table = new TableReader(mysql, route, keys, columns.compared(), options.where());
        this.watermark = new Watermark(route, connect, topics, options.patience());
    }

    /** @throws Problem when a server can't be reached, or the table can't be compared */
    static Comparison open(Target target, Route route, Verify.Options options) {
        ConnectRest connect = new ConnectRest(target);
        SearchRest search = new SearchRest(target);
        Database database = new Database(target);
        Connection mysql = database.open();
        Topics topics = Topics.open(target);
        try {
            return new Comparison(route, connect, search, mysql, topics, options);
        } catch (SQLException e) {
            close(mysql, topics);
            throw database.problem(e);
        } catch (RuntimeException e) {
            close(mysql, topics);
            throw e;
        }
    }

    /** Compares all that the options ask for, once. */
    Verdict verdict(Consumer<String> progress) throws SQLException {
        long start = System.nanoTime();
        Recheck recheck = new Recheck(
                table.compared(),
                table::byId,
                ids -> search.documents(route.index(), ids),
                () -> watermark.await(mysql));
        Findings findings = new Findings(recheck, progress);
        long rows = 0;
        long documents = 0;
        String reason = null;
        try {
            long count = table.count();
            if (options.sample() > 0 || options.where() != null) {
                long expected = options.sample() > 0 ? Math.min(count, options.sample()) : count;
                rows = new RowPass(table, search, route.index(), findings, new Progress("compared", expected, progress))
                        .run(options.sample());
                documents = options.where() == null
                        ? new ExtraPass(table, search, route.index(), findings).run(options.sample())
                        : 0;
            } else {
                rows = new MissingPass(
                                table, search, route.index(), findings, new Progress("looked up", count, progress))
                        .run();
                try (WriteOrder inOrder = new WriteOrder(search, route.index())) {
                    Progress meter = new Progress("compared", rows, progress);
                    documents = new DocumentPass(table, inOrder, findings, meter).run();
                }
            }
        } catch (Watermark.NotPassed | Findings.Enough e) {
            reason = e.getMessage();
        }
        findings.sort();
        return verdict(findings, rows, documents, reason, (System.nanoTime() - start) / 1_000_000);
    }

    private Verdict verdict(Findings found, long rows, long documents, @Nullable String reason, long millis) {
        String why = reason == null && found.drift() == 0 && !found.hot.isEmpty()
                ? found.hot.size() + " rows changed at every look"
                : reason;
        Verdict.Outcome outcome = found.drift() > 0
                ? Verdict.Outcome.DRIFT
                : why == null ? Verdict.Outcome.MATCH : Verdict.Outcome.INCONCLUSIVE;
        return new Verdict(
                outcome,
                why,
                route.table(),
                route.index(),
                rows,
                documents,
                reason == null ? matched(rows, found) : found.right(rows),
                found.rechecked,
                found.missing,
                found.stale,
                found.extra,
                found.hot,
                columns.compared().stream().map(Column::name).toList(),
                columns.notCompared(),
                null,
                millis);
    }

    /** What is hot may have come after the rows were counted, or have been an extra document. */
    private static long matched(long rows, Findings found) {
        return Math.max(0, rows - found.missing.size() - found.stale.size() - found.hot.size());
    }

    @Override
    public void close() {
        close(mysql, topics);
    }

    private static void close(Connection mysql, Topics topics) {
        topics.close();
        try {
            mysql.close();
        } catch (SQLException ignored) {
            // the session ends with the process at the latest
        }
    }
}
