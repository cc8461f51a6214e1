package io.headrace.console.status;

import io.headrace.console.server.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pipeline's hops in the order that data flows, and its tables.
 *
 * @param healthy every hop is reachable, runs, and is not stalled, and no table is held up
 * @param bottleneck the hop that holds the others back, in words; null when nothing waits
 * @param hops what tables have in common is one hop
 * @param tables in the order of their names; one that several sinks index is there for each of them
 */
public record PipelineStatus(boolean healthy, @Nullable String bottleneck, List<Hop> hops, List<TableLine> tables) {

    public PipelineStatus {
        hops = List.copyOf(hops);
        tables = List.copyOf(tables);
    }

    /**
     * One hop.
     *
     * @param name mysql, connect, source, topic, sink, index or listener; connect only where several tables are shown
     * @param what its own name: a server version or address, connector, topic, alias or consumer group
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
            String state = switch (problem.kind()) {
                case UNREACHABLE -> "UNREACHABLE";
                case REFUSED -> "REFUSED";
                default -> "BROKEN";
            };
            String message = problem.getMessage() == null ? "" : problem.getMessage();
            return new Hop(name, what, state, false, null, null, null, null, message);
        }

        /** One of which nothing is known but its state. */
        static Hop of(String name, String what, String state, boolean healthy, String detail) {
            return new Hop(name, what, state, healthy, null, null, null, null, detail);
        }
    }

    /**
     * A table's way through one sink, or a table that has none.
     *
     * @param table {@code database.table}
     * @param source null where it is not indexed
     * @param sink null where it is not indexed
     * @param index index or alias; null where it is not indexed
     * @param state UP, BEHIND, EMPTY, NOT INDEXED, NOT FOLLOWED, or what is wrong
     * @param healthy whether the state is one to leave alone
     * @param waiting changes in the topic that the sink has not indexed; null where that isn't known
     * @param waitsMillis how old the oldest of them is; zero when none waits
     * @param documents that a search finds; null where that isn't known
     * @param detail what else there is to say
     */
    public record TableLine(
            String table,
            @Nullable String source,
            @Nullable String sink,
            @Nullable String index,
            String state,
            boolean healthy,
            @Nullable Long waiting,
            @Nullable Long waitsMillis,
            @Nullable Long documents,
            String detail) {

        static TableLine notIndexed(String table) {
            return new TableLine(
                    table, null, null, null, "NOT INDEXED", true, null, null, null, "captured, and no sink reads it");
        }

        /** @param healthy whether nobody asked for this table in particular */
        static TableLine notFollowed(String table, boolean healthy, String reason) {
            return new TableLine(table, null, null, null, "NOT FOLLOWED", healthy, null, null, null, reason);
        }

        /** Whether a sink indexes it. */
        public boolean hasSink() {
            return sink != null;
        }
    }
}
