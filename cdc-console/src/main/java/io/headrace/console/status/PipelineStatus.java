package io.headrace.console.status;

import io.headrace.console.server.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline's hops in the order that data flows.
 *
 * @param healthy every hop is reachable, runs, and is not stalled
 * @param bottleneck the hop that holds the others back, in words; null when nothing waits
 */
public record PipelineStatus(boolean healthy, @Nullable String bottleneck, List<Hop> hops) {

    public PipelineStatus {
        hops = List.copyOf(hops);
    }

    /**
     * One hop.
     *
     * @param name mysql, source, topic, sink, index or listener
     * @param what its own name: a server version, connector, topic, alias or consumer group
     * @param state UP, RUNNING, or what is wrong
     * @param healthy whether the state is one to leave alone
     * @param perSecond changes per second at this moment; null where it isn't known
     * @param lag changes (for the source: transactions) that wait before this hop; null where nothing can wait
     * @param lagMillis how old the oldest of them is; zero when none waits
     * @param lastEvent when the last change was seen here, as ISO-8601 instant; null where it isn't known
     * @param detail what else there is to say: documents, or the first cause of a failure
     */
    public record Hop(
            String name,
            String what,
            String state,
            boolean healthy,
            @Nullable Double perSecond,
            @Nullable Long lag,
            @Nullable Long lagMillis,
            @Nullable String lastEvent,
            String detail) {

        static Hop broken(String name, String what, Problem problem) {
            String state = problem.isOfTheServer() ? "UNREACHABLE" : "BROKEN";
            String message = problem.getMessage() == null ? "" : problem.getMessage();
            return new Hop(name, what, state, false, null, null, null, null, message);
        }
    }
}
