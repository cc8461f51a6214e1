package io.headrace.console.status;

import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.status.PipelineStatus.Hop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at every hop at once: its state, rate and lag. A hop that can't be reached does not hide the others. */
public final class Status {

    /** Shorter than for other operations: status tells what does not answer. */
    static final Duration ANSWER = Duration.ofSeconds(8);

    private final PipelineEndpoints target;
    private final String table;

    /**
     * @param table {@code database.table}
     * @throws Problem when it has another form
     */
    public Status(PipelineEndpoints target, String table) {
        Route.requireTable(table);
        this.target = target;
        this.table = table;
    }

    public PipelineStatus run() {
        ExecutorService looks = Executors.newFixedThreadPool(8, look -> {
            Thread thread = new Thread(look, "status");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<Route> route = looks.submit(() -> Route.find(new ConnectRest(target, ANSWER), table));
            HopProbes hops = new HopProbes(target, table);
            List<Future<List<Hop>>> all = List.of(
                    looks.submit(() -> hop("mysql", Database.shown(target.jdbcUrl()), hops::mysql)),
                    looks.submit(() -> hop("source", table, () -> hops.source(of(route)))),
                    looks.submit(() -> hops.kafka(route, looks)),
                    looks.submit(() -> hop("index", target.elasticsearch().toString(), () -> index(hops, route))));
            List<Hop> found = new ArrayList<>();
            for (Future<List<Hop>> hop : all) {
                found.addAll(Awaited.value(hop, RuntimeException.class));
            }
            found.sort((a, b) -> Integer.compare(HopProbes.ORDER.indexOf(a.name()), HopProbes.ORDER.indexOf(b.name())));
            return new PipelineStatus(found.stream().allMatch(Hop::healthy), new Bottleneck(found).inWords(), found);
        } finally {
            looks.shutdownNow();
        }
    }

    /** Whoever can't be asked for the index's name, it is not the index that does not answer. */
    private static Hop index(HopProbes hops, Future<Route> route) {
        Route found;
        try {
            found = of(route);
        } catch (Problem noRoute) {
            return hops.unknownIndex();
        }
        return hops.index(found);
    }

    static Route of(Future<Route> route) {
        return Awaited.value(route, RuntimeException.class);
    }

    static List<Hop> hop(String name, String what, Callable<Hop> look) throws Exception {
        try {
            return List.of(look.call());
        } catch (Problem problem) {
            return List.of(Hop.broken(name, what, problem));
        }
    }
}
