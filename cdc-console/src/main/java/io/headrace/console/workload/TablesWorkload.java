package io.headrace.console.workload;

import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.StepProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Changes of any tables, in turns, at a steady rate for a bounded time: rows of made-up values are inserted, some of them updated
 * and removed. Every change is a transaction of its own. No row is touched that was not inserted by the same run; what it
 * inserts stays, except what it removes.
 */
public final class TablesWorkload {

    /**
     * @param changes committed changes
     * @param perSecond the rate that was reached
     * @param tables those that were changed
     * @param passedOver those that were not, or no longer, each with the reason
     */
    public record Worked(
            long changes,
            long inserts,
            long updates,
            long deletes,
            double perSecond,
            long millis,
            List<String> tables,
            Map<String, String> passedOver) {}

    /** After so many refusals in a row nothing is tried any more. */
    private static final int REFUSALS = 20;

    private final PipelineEndpoints target;
    private final Collection<String> names;
    private final int perSecond;
    private final Duration time;
    private final Consumer<String> progress;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<String, String> passedOver = new TreeMap<>();
    private final Map<WorkedTable.Change, Long> changes = new EnumMap<>(WorkedTable.Change.class);

    /**
     * @param names the tables, each {@code database.table}
     * @param perSecond changes to commit each second, in all tables together
     * @param time how long to go on
     * @param progress receives a line every few seconds, and one for each table that is passed over
     */
    public TablesWorkload(
            PipelineEndpoints target,
            Collection<String> names,
            int perSecond,
            Duration time,
            Consumer<String> progress) {
        this.target = target;
        this.names = names;
        this.perSecond = perSecond;
        this.time = time;
        this.progress = progress;
    }

    /**
     * Runs once; ends early when the thread is interrupted.
     *
     * @throws Problem when rows can be made for none of the tables
     */
    public Worked run() {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            List<WorkedTable> tables = new ArrayList<>();
            for (String name : names) {
                try {
                    tables.add(new WorkedTable(mysql, RowMaker.of(mysql, TableShape.of(mysql, name), random)));
                } catch (PassedOver e) {
                    passOver(name, String.valueOf(e.getMessage()));
                }
            }
            long start = System.nanoTime();
            List<String> worked = work(mysql, tables, start);
            double seconds = (System.nanoTime() - start) / 1e9;
            long all = changes.values().stream().mapToLong(Long::longValue).sum();
            return new Worked(
                    all,
                    count(WorkedTable.Change.INSERT),
                    count(WorkedTable.Change.UPDATE),
                    count(WorkedTable.Change.DELETE),
                    Math.round(all / seconds * 10) / 10.0,
                    (long) (seconds * 1000),
                    worked,
                    passedOver);
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** @return the tables that are left */
    private List<String> work(Connection mysql, List<WorkedTable> tables, long start) throws SQLException {
        StepProgress meter = new StepProgress("committed", time.toSeconds() * perSecond, progress);
        long interval = 1_000_000_000L / perSecond;
        Map<String, Integer> refusals = new TreeMap<>();
        long turn = 0;
        long done = 0;
        while (System.nanoTime() - start < time.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            requireAny(tables);
            long wait = start + turn * interval - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            WorkedTable table = tables.get((int) (turn++ % tables.size()));
            try {
                changes.merge(table.next(), 1L, Long::sum);
                refusals.remove(table.name());
                meter.at(++done);
            } catch (SQLException e) {
                if (!mysql.isValid(5)) {
                    throw e;
                }
                if (isFinal(e) || refusals.merge(table.name(), 1, Integer::sum) >= REFUSALS) {
                    tables.remove(table);
                    passOver(table.name(), why(e));
                }
            }
        }
        return tables.stream().map(WorkedTable::name).toList();
    }

    private void requireAny(List<WorkedTable> tables) {
        if (tables.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No changes can be made in any of the tables: "
                            + passedOver.entrySet().stream()
                                    .map(each -> each.getKey() + ": " + each.getValue())
                                    .collect(Collectors.joining("; "))
                            + ".");
        }
    }

    private void passOver(String table, String why) {
        passedOver.put(table, why);
        progress.accept(table + " is passed over: " + why);
    }

    /** Not for lack of luck with a value: a privilege is missing, or the server is read-only. */
    private static boolean isFinal(SQLException e) {
        return e.getErrorCode() == 1142 || e.getErrorCode() == 1143 || e.getErrorCode() == 1290;
    }

    /** Without the server's own words, which may quote values. */
    private static String why(SQLException e) {
        return switch (e.getErrorCode()) {
            case 1142, 1143 -> "this user needs INSERT, UPDATE and DELETE on it";
            case 1290 -> "the server is read-only";
            case 1062 -> "made-up values collide with those of a unique key";
            case 1452 -> "the rows that its foreign keys refer to are gone";
            case 3819 -> "made-up values do not pass its CHECK constraints";
            default -> "MySQL refuses its rows with error " + e.getErrorCode();
        };
    }

    private long count(WorkedTable.Change change) {
        return changes.getOrDefault(change, 0L);
    }
}
