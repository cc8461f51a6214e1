package io.headrace.console.status;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.status.PipelineStatus.Hop;
import io.headrace.console.status.PipelineStatus.TableLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the hops have found, table by table. */
final class TableLines {

    /** What waits no longer is on its way. */
    private static final long A_MOMENT_MILLIS = 2_000;

    private final Map<String, Hop> connectors;
    private final @Nullable TopicEnds ends;
    private final @Nullable SinkBacklogs backlogs;
    private final IndexLook.@Nullable Answer indices;
    private final Set<String> empty;

    /**
     * @param connectors sources and sinks by their names
     * @param ends null where Kafka does not answer
     * @param backlogs the same
     * @param indices null where the search server does not answer
     * @param empty tables without a row, as far as they have no topic
     */
    TableLines(
            Map<String, Hop> connectors,
            @Nullable TopicEnds ends,
            @Nullable SinkBacklogs backlogs,
            IndexLook.@Nullable Answer indices,
            Set<String> empty) {
        this.connectors = connectors;
        this.ends = ends;
        this.backlogs = backlogs;
        this.indices = indices;
        this.empty = empty;
    }

    /** @param isWanted whether somebody asked for this table in particular */
    List<TableLine> of(CarriedTables carried, Predicate<String> isWanted) {
        List<TableLine> lines = new ArrayList<>();
        carried.indexed().values().forEach(ways -> ways.forEach(way -> lines.add(of(way, ways.size()))));
        carried.notIndexed().forEach(table -> lines.add(TableLine.notIndexed(table)));
        carried.notFollowed()
                .forEach((table, reason) -> lines.add(TableLine.notFollowed(table, !isWanted.test(table), reason)));
        lines.sort(Comparator.comparing(TableLine::table));
        return lines;
    }

    private TableLine of(Route way, int sinks) {
        SinkBacklogs.Waiting waiting = backlogs == null ? null : backlogs.of(way);
        IndexLook.Seen index = indices == null ? null : indices.indices().get(way.index());
        String state = state(way, waiting, index);
        return new TableLine(
                way.table(),
                way.source(),
                way.sink(),
                way.index(),
                state,
                Set.of("UP", "BEHIND", "EMPTY").contains(state),
                waiting == null ? null : waiting.changes(),
                waiting == null ? null : waiting.millis(),
                index == null || index.documents() < 0 ? null : index.documents(),
                detail(way, index, sinks));
    }

    private String state(Route way, SinkBacklogs.@Nullable Waiting waiting, IndexLook.@Nullable Seen index) {
        boolean isEmpty = empty.contains(way.table());
        if (indices == null) {
            return "INDEX UNREACHABLE";
        }
        if (index != null && !index.state().equals("UP") && (index.isThere() || !isEmpty)) {
            return "INDEX " + index.state();
        }
        Hop source = connectors.get(way.source());
        if (source != null && !source.healthy()) {
            return "SOURCE " + source.state();
        }
        Hop sink = connectors.get(way.sink());
        if (sink != null && !sink.healthy()) {
            return "SINK " + sink.state();
        }
        if (ends == null || waiting == null) {
            return "UNKNOWN";
        }
        if (ends.missing().contains(way.table())) {
            return isEmpty ? "EMPTY" : "NO TOPIC";
        }
        return waiting.millis() > A_MOMENT_MILLIS ? "BEHIND" : "UP";
    }

    private static String detail(Route way, IndexLook.@Nullable Seen index, int sinks) {
        List<String> detail = new ArrayList<>();
        if (index != null && !index.block().isEmpty()) {
            detail.add("index.blocks." + index.block() + " is set");
        }
        if (way.index().contains("${")) {
            detail.add("each record chooses its index: none was looked at");
        }
        if (sinks > 1) {
            detail.add(sinks + " sinks index this table");
        }
        return String.join("; ", detail);
    }
}
