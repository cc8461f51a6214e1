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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Waits until as many documents can be found by search as the tables have rows. Asks the less often the longer it takes, and counts
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
    private final List<String> tables;
    private final Duration patience;
    private final Consumer<String> progress;
    private final ConnectRest connect;
    private final SearchRest search;

    /**
     * @param table {@code database.table}
     * @param patience how long the documents may stand still before this gives up
     * @param progress receives a line now and then
     */
    public AwaitSnapshot(PipelineEndpoints target, String table, Duration patience, Consumer<String> progress) {
        this(target, List.of(table), patience, progress);
    }

    /** The same for several tables: whose documents arrive in which order is all the same. */
    public AwaitSnapshot(PipelineEndpoints target, List<String> tables, Duration patience, Consumer<String> progress) {
        this.target = target;
        this.tables = List.copyOf(tables);
        this.patience = patience;
        this.progress = progress;
        this.connect = new ConnectRest(target);
        this.search = new SearchRest(target);
    }

    /**
     * @return what there is of the first table
     * @throws Problem when a connector fails, or no table's number of documents changes within the patience
     */
    public Searchable run() {
        Searchable first = wait(null);
        if (first == null) {
            throw new IllegalStateException("A wait without another end has ended");
        }
        return first;
    }

    /**
     * As {@link #run}, but ends as well once documents have come and stand still: rows that no index takes never become one.
     *
     * @param standstill how long that is
     * @return whether as many documents as rows were there
     */
    public boolean isFilled(Duration standstill) {
        return wait(standstill) != null;
    }

    private @Nullable Searchable wait(@Nullable Duration standstill) {
        Connectors connectors = Connectors.of(connect);
        List<Route> routes = tables.stream()
                .map(table -> Route.all(connectors, table).get(0))
                .toList();
        Database database = new Database(target);
        long start = System.nanoTime();
        try (Connection mysql = database.open()) {
            List<Wait> waits = new ArrayList<>();
            for (Route route : routes) {
                waits.add(new Wait(route, mysql));
            }
            Movement movement = new Movement(start);
            while (true) {
                List<Wait> open = new ArrayList<>();
                for (Wait wait : waits) {
                    if (!wait.isOver()) {
                        open.add(wait);
                    }
                }
                if (open.isEmpty()) {
                    Wait first = waits.get(0);
                    return new Searchable(
                            tables.get(0), first.route.index(), first.documents, first.documents, millisSince(start));
                }
                movement.look(waits, open);
                if (standstill != null && movement.documents > 0 && movement.stoodStillFor(standstill)) {
                    return null;
                }
                for (Wait wait : open) {
                    wait.recount();
                }
                Pause.millis(Math.max(SOONEST_MILLIS, Math.min(LATEST_MILLIS, millisSince(start) / LOOKS)));
            }
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** Until the documents of one table are as many as its rows. */
    private final class Wait {
        private final Route route;
        private final Connection mysql;
        private Count count;
        private long documents = -1;
        private boolean isOver;

        Wait(Route route, Connection mysql) throws SQLException {
            this.route = route;
            this.mysql = mysql;
            this.count = count();
        }

        boolean isOver() throws SQLException {
            if (!isOver) {
                documents = search.countOrUnknown(route.index());
                if (documents == count.rows) {
                    count = count();
                    isOver = documents == count.rows;
                }
            }
            return isOver;
        }

        void recount() throws SQLException {
            if (count.isOld()) {
                count = count();
            }
        }

        private Count count() throws SQLException {
            return Count.of(
                    mysql,
                    "SELECT COUNT(*) FROM " + Database.quoted(route.database()) + "."
                            + Database.quoted(route.tableName()));
        }
    }

    /** Whether documents still come, and what is said of that. */
    private final class Movement {
        private final long start;
        private long documents = -1;
        private long lastMove;
        private long lastLine;

        Movement(long start) {
            this.start = start;
            this.lastMove = start;
            this.lastLine = start;
        }

        boolean stoodStillFor(Duration time) {
            return System.nanoTime() - lastMove > time.toNanos();
        }

        void look(List<Wait> waits, List<Wait> open) {
            long now = waits.stream().mapToLong(wait -> wait.documents).sum();
            long rows = waits.stream().mapToLong(wait -> wait.count.rows).sum();
            if (now != documents) {
                documents = now;
                lastMove = System.nanoTime();
            }
            TreeSet<String> names = new TreeSet<>();
            open.forEach(wait -> names.addAll(List.of(wait.route.source(), wait.route.sink())));
            names.forEach(name -> failWithConnector(connect, name));
            if (stoodStillFor(patience)) {
                throw new Problem(
                        Problem.Kind.UNHEALTHY,
                        "The number of documents has stayed at " + documents + " of " + rows + " rows for "
                                + patience.toSeconds() + " s"
                                + (waits.size() == 1
                                        ? ""
                                        : "; missing in "
                                                + open.stream()
                                                        .map(wait -> wait.route.table())
                                                        .collect(Collectors.joining(", ")))
                                + ". ./cdc status shows which hop is holding them up.");
            }
            if (System.nanoTime() - lastLine > 1_000_000_000L && documents > 0) {
                lastLine = System.nanoTime();
                long rate = documents * 1000 / Math.max(1, millisSince(start));
                progress.accept(documents + " of " + rows + " rows searchable, " + rate + "/s");
            }
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
