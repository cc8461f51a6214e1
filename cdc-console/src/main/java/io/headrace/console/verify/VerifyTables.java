package io.headrace.console.verify;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link Verify} for several tables, one after the other over the same connections: what it needs of the servers and of
 * memory does not grow with their number. A table that can't be compared is told with its reason, and the others are done.
 */
public final class VerifyTables {

    /** How one table is compared with one index. */
    interface Comparison {
        /** @throws Problem when it can't be compared */
        Verdict of(Route route, Consumer<String> progress);
    }

    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final PipelineEndpoints target;
    private final Verify.Options options;
    private final Consumer<String> progress;

    /**
     * @param options for each of the tables, whichever table they name; with a sink, only tables that it indexes are compared
     * @param progress receives a line now and then, which names the table
     */
    public VerifyTables(PipelineEndpoints target, Verify.Options options, Consumer<String> progress) {
        this.target = target;
        this.options = options;
        this.progress = progress;
    }

    /**
     * May be run again; each run looks anew.
     *
     * @throws Problem when Kafka Connect can't be reached, no table is captured, or the sink indexes none
     */
    public TablesVerdict run(CarriedTables carried) {
        try (VerifyServers servers = VerifyServers.open(target, options.patience())) {
            return run(
                    carried,
                    (route, lines) -> new Verify(target, options.withTable(route.table()), lines)
                            .compare(servers, servers.searched(route)));
        }
    }

    TablesVerdict run(CarriedTables carried, Comparison comparison) {
        long start = System.nanoTime();
        List<Verdict> verdicts = new ArrayList<>();
        List<TablesVerdict.NotCompared> notCompared = new ArrayList<>();
        carried.notFollowed()
                .forEach((table, reason) ->
                        notCompared.add(new TablesVerdict.NotCompared(table, null, Problem.Kind.FAILED, reason)));
        if (carried.indexed().isEmpty()
                && carried.notFollowed().isEmpty()
                && carried.notIndexed().isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "No connector captures a table, so there is nothing to compare. Write a pipeline's files with"
                            + " ./cdc init, and apply them with ./cdc apply.");
        }
        List<Route> ways = ways(carried, options.sink());
        long told = start;
        for (Route way : ways) {
            try {
                verdicts.add(comparison.of(way, line -> progress.accept(way.table() + ": " + line)));
            } catch (Problem problem) {
                if (Thread.currentThread().isInterrupted()) {
                    throw problem;
                }
                notCompared.add(new TablesVerdict.NotCompared(
                        way.table(), way.index(), problem.kind(), String.valueOf(problem.getMessage())));
            }
            if (System.nanoTime() - told > TELL_EVERY_NANOS) {
                told = System.nanoTime();
                progress.accept((ways.indexOf(way) + 1) + " of " + ways.size() + " tables done");
            }
        }
        return TablesVerdict.of(
                verdicts, notCompared, List.copyOf(carried.notIndexed()), (System.nanoTime() - start) / 1_000_000);
    }

    private static List<Route> ways(CarriedTables carried, @Nullable String sink) {
        List<Route> all =
                carried.indexed().values().stream().flatMap(List::stream).toList();
        List<Route> ways = all.stream()
                .filter(way -> sink == null || way.sink().equals(sink))
                .toList();
        if (sink != null && ways.isEmpty()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "Sink " + sink + " indexes none of the tables; these do: "
                            + String.join(
                                    ", ",
                                    new TreeSet<>(all.stream().map(Route::sink).toList())) + ".");
        }
        return ways;
    }
}
