package io.headrace.console.status;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Looks at every hop at once: its state, rate and lag, and at each table. A hop that can't be reached does not hide the
 * others. Asks each server a few times, however many tables there are.
 */
public final class Status {

    /** Shorter than for other operations: status tells what does not answer. */
    static final Duration ANSWER = Duration.ofSeconds(8);

    private static final int THREADS = 12;

    private final PipelineEndpoints target;
    private final List<String> patterns;

    /** @param table {@code database.table}, or a pattern of several */
    public Status(PipelineEndpoints target, String table) {
        this(target, List.of(table));
    }

    /**
     * @param patterns tables by name or pattern; none for all that the connectors carry
     * @throws Problem when one has another form than {@code database.table}
     */
    public Status(PipelineEndpoints target, List<String> patterns) {
        patterns.forEach(Route::requireTable);
        this.target = target;
        this.patterns = List.copyOf(patterns);
    }

    /** @throws Problem when a pattern selects no table that a source captures */
    public PipelineStatus run() {
        ExecutorService looks = Executors.newFixedThreadPool(THREADS, look -> {
            Thread thread = new Thread(look, "status");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ConnectRest connect = new ConnectRest(target, ANSWER);
            Future<Connectors> connectors = looks.submit(() -> Connectors.of(connect));
            Future<CarriedTables> carried = looks.submit(() -> carried(value(connectors)));
            return new StatusLook(target, patterns, connect, looks).of(connectors, carried);
        } finally {
            looks.shutdownNow();
        }
    }

    /** Where MySQL does not answer, what can be known without it. */
    private CarriedTables carried(Connectors connectors) {
        CarriedTables carried;
        try {
            carried = CarriedTables.of(target, connectors, patterns);
        } catch (Problem noMysql) {
            if (!noMysql.isOfTheServer()) {
                throw noMysql;
            }
            carried = CarriedTables.named(connectors, patterns);
        }
        if (carried.indexed().isEmpty()
                && carried.notIndexed().isEmpty()
                && carried.notFollowed().isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No connector at " + connectors.address() + " captures a table that is there. ./cdc apply"
                            + " creates connectors, ./cdc add DB.TABLE takes a table in.");
        }
        return carried;
    }

    static <T> T value(Future<T> future) {
        return Awaited.value(future, RuntimeException.class);
    }
}
