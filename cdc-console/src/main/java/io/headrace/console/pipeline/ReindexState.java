package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known to go on with a reindex, or to undo it, whoever began it and wherever it was killed. It is kept in
 * the mapping's {@code _meta} of the new index, from that index's creation on; all else is seen from the servers.
 *
 * @param id names the snapshot signal
 * @param table {@code database.table}
 * @param cloneSink the sink that fills the new index
 * @param fill where the documents come from
 * @param offsets where the clone begins, by partition of the topic
 * @param pinned settings of the first sink that were changed, as they were; null for one that was absent
 * @param going which way it goes
 */
public record ReindexState(
        String id,
        String table,
        String alias,
        String oldIndex,
        String newIndex,
        String sink,
        String cloneSink,
        Fill fill,
        Map<Integer, Long> offsets,
        Map<String, @Nullable String> pinned,
        Going going) {

    public enum Fill {
        TOPIC,
        SNAPSHOT
    }

    public enum Going {
        FORWARD,
        ABORT,
        ROLLBACK,
        FINISH
    }

    static final String META = "headrace_reindex";

    public ReindexState going(Going other) {
        return new ReindexState(id, table, alias, oldIndex, newIndex, sink, cloneSink, fill, offsets, pinned, other);
    }

    ObjectNode toJson() {
        ObjectNode json = Rest.JSON.createObjectNode();
        json.put("id", id).put("table", table).put("alias", alias);
        json.put("old_index", oldIndex).put("new_index", newIndex);
        json.put("sink", sink).put("clone", cloneSink);
        json.put("fill", fill.name()).put("going", going.name());
        ObjectNode from = json.putObject("offsets");
        offsets.forEach((partition, offset) -> from.put(partition.toString(), offset));
        ObjectNode settings = json.putObject("pinned");
        pinned.forEach(settings::put);
        return json;
    }

    static ReindexState of(JsonNode json) {
        Map<Integer, Long> offsets = new TreeMap<>();
        json.path("offsets")
                .properties()
                .forEach(e ->
                        offsets.put(Integer.valueOf(e.getKey()), e.getValue().asLong()));
        Map<String, @Nullable String> pinned = new TreeMap<>();
        json.path("pinned")
                .properties()
                .forEach(e -> pinned.put(e.getKey(), e.getValue().asText(null)));
        return new ReindexState(
                json.path("id").asText(),
                json.path("table").asText(),
                json.path("alias").asText(),
                json.path("old_index").asText(),
                json.path("new_index").asText(),
                json.path("sink").asText(),
                json.path("clone").asText(),
                Fill.valueOf(json.path("fill").asText()),
                offsets,
                pinned,
                Going.valueOf(json.path("going").asText()));
    }
}
