package io.headrace.console.op;

import io.headrace.console.op.PipelineStatus.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Looks at every hop at once: its state, rate and lag. A hop that can't be reached does not hide the others. */
public final class Status {

    private final Target target;
    private final String table;

    /** @param table {@code database.table} */
    public Status(Target target, String table) {
        this.target = target;
        this.table = table;
    }

    public PipelineStatus run() {
        ExecutorService looks = Executors.newFixedThreadPool(6, look -> {
            Thread thread = new Thread(look, "status");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<Route> route = looks.submit(() -> Route.find(new ConnectRest(target.connect()), table));
            Hops hops = new Hops(target, table);
            List<Future<List<Hop>>> all = List.of(
                    looks.submit(() -> hop("mysql", Database.shown(target.jdbcUrl()), hops::mysql)),
                    looks.submit(() -> hop("source", table, () -> hops.source(of(route)))),
                    looks.submit(() -> hops.kafka(route)),
                    looks.submit(() -> hop("index", target.elasticsearch().toString(), () -> hops.index(of(route)))));
            List<Hop> found = new ArrayList<>();
            for (Future<List<Hop>> hop : all) {
                found.addAll(hop.get());
            }
            found.sort((a, b) -> Integer.compare(Hops.ORDER.indexOf(a.name()), Hops.ORDER.indexOf(b.name())));
            return new PipelineStatus(found.stream().allMatch(Hop::healthy), bottleneck(found), found);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        } finally {
            looks.shutdownNow();
        }
    }

    static Route of(Future<Route> route) throws InterruptedException {
        try {
            return route.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e.getCause());
        }
    }

    static List<Hop> hop(String name, String what, Callable<Hop> look) throws Exception {
        try {
            return List.of(look.call());
        } catch (Problem problem) {
            return List.of(Hop.broken(name, what, problem));
        }
    }

    /** The hop before which the oldest change waits, when one waits longer than a moment. */
    private static @Nullable String bottleneck(List<Hop> hops) {
        Hop slowest = null;
        for (Hop hop : hops) {
            long millis = hop.lagMillis() == null ? 0 : hop.lagMillis();
            if (millis > 2_000 && (slowest == null || millis > lag(slowest))) {
                slowest = hop;
            }
        }
        return slowest == null
                ? null
                : slowest.name() + " " + slowest.what() + ": " + slowest.lag() + " wait, the oldest for "
                        + lag(slowest) / 1000 + " s";
    }

    private static long lag(Hop hop) {
        return hop.lagMillis() == null ? 0 : hop.lagMillis();
    }
}
