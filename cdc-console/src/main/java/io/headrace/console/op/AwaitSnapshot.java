package io.headrace.console.op;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits until as many documents can be found by search as the table has rows. */
public final class AwaitSnapshot {

    /** @param millis how long it took from the start of the wait */
    public record Searchable(String table, String index, long rows, long documents, long millis) {}

    private final Target target;
    private final String table;
    private final Duration patience;
    private final Consumer<String> progress;

    /**
     * @param table {@code database.table}
     * @param patience how long the documents may stand still before this gives up
     * @param progress receives a line now and then
     */
    public AwaitSnapshot(Target target, String table, Duration patience, Consumer<String> progress) {
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
            String count = "SELECT COUNT(*) FROM " + Database.quoted(route.database()) + "."
                    + Database.quoted(route.tableName());
            long rows = Database.number(mysql, count);
            long documents = -1;
            long lastMove = start;
            long lastLine = start;
            while (true) {
                long now = search.countOrUnknown(route.index());
                if (now == rows) {
                    rows = Database.number(mysql, count);
                    if (now == rows) {
                        return new Searchable(table, route.index(), rows, now, millisSince(start));
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
                            "The documents stand at " + documents + " of " + rows + " rows for " + patience.toSeconds()
                                    + " s. ./cdc status shows which hop holds them back.");
                }
                if (System.nanoTime() - lastLine > 1_000_000_000L && documents > 0) {
                    lastLine = System.nanoTime();
                    long rate = documents * 1000 / Math.max(1, millisSince(start));
                    progress.accept(documents + " of " + rows + " rows searchable, " + rate + "/s");
                    rows = Database.number(mysql, count);
                }
                Pause.millis(50);
            }
        } catch (SQLException e) {
            throw database.problem(e);
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
