package io.headrace.console.pipeline;

import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.SearchRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Waits until as many documents can be found by search as the table has rows. Asks the less often the longer it takes, and counts
 * the rows for a twentieth of the time at most: MySQL reads the whole table for that, while a snapshot wants it to do the same.
 */
public final class AwaitSnapshot {
    private static final int SHARE_OF_COUNTING = 20;
    private static final int LOOKS = 50;
    private static final long SOONEST_MILLIS = 50;
    private static final long LATEST_MILLIS = 1_000;

    /** @param millis how long it took from the start of the wait */
    public record Searchable(String table, String index, long rows, long documents, long millis) {}

    private final PipelineEndpoints target;
    private final String table;
    private final Duration patience;
    private final Consumer<String> progress;

    /**
     * @param table {@code database.table}
     * @param patience how long the documents may stand still before this gives up
     * @param progress receives a line now and then
     */
    public AwaitSnapshot(PipelineEndpoints target, String table, Duration patience, Consumer<String> progress) {
        this.target = target;
        this.table = table;
        this.patience = patience;
        this.progress = progress;
    }

    /** @throws Problem when a connector fails, or the number of documents does not change within the patience */
    public Searchable run() {
        ConnectRest connect = new ConnectRest(target);
        SearchRest search = new SearchRest(target);
        Route route = Route.find(connect, table);
        Database database = new Database(target);
        long start = System.nanoTime();
        try (Connection mysql = database.open()) {
            String counting = "SELECT COUNT(*) FROM " + Database.quoted(route.database()) + "."
                    + Database.quoted(route.tableName());
            Count count = Count.of(mysql, counting);
            long documents = -1;
            long lastMove = start;
            long lastLine = start;
            while (true) {
                long now = search.countOrUnknown(route.index());
                if (now == count.rows) {
                    count = Count.of(mysql, counting);
                    if (now == count.rows) {
                        return new Searchable(table, route.index(), now, now, millisSince(start));
                    }
                }
                if (now != documents) {
                    documents = now;
                    lastMove = System.nanoTime();
                }
                failWithConnector(connect, route.source());
                failWithConnector(connect, route.sink());
                if (System.nanoTime() - lastMove > patience.toNanos()) {
                    throw new Problem(
                            Problem.Kind.UNHEALTHY,
                            "The number of documents has stayed at " + documents + " of " + count.rows + " rows for "
                                    + patience.toSeconds() + " s. ./cdc status shows which hop is holding them up.");
                }
                if (System.nanoTime() - lastLine > 1_000_000_000L && documents > 0) {
                    lastLine = System.nanoTime();
                    long rate = documents * 1000 / Math.max(1, millisSince(start));
                    progress.accept(documents + " of " + count.rows + " rows searchable, " + rate + "/s");
                }
                if (count.isOld()) {
                    count = Count.of(mysql, counting);
                }
                Pause.millis(Math.max(SOONEST_MILLIS, Math.min(LATEST_MILLIS, millisSince(start) / LOOKS)));
            }
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** How many rows there were, and what it took to find out. */
    private record Count(long rows, long began, long ended) {
        static Count of(Connection mysql, String sql) throws SQLException {
            long began = System.nanoTime();
            long rows = Database.number(mysql, sql);
            return new Count(rows, began, System.nanoTime());
        }

        boolean isOld() {
            long age = System.nanoTime() - ended;
            return age > 1_000_000_000L && age > SHARE_OF_COUNTING * (ended - began);
        }
    }

    private static void failWithConnector(ConnectRest connect, String name) {
        connect.state(name).filter(ConnectRest.ConnectorState::failed).ifPresent(state -> {
            throw new Problem(Problem.Kind.UNHEALTHY, "Connector " + name + " failed: " + state.firstCause());
        });
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
