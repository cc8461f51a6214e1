package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.SearchRest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an index must be like for the sink to write to it. Each fix is a command to run. */
public final class IndexChecks {

    private static final String TYPE = "resource.type";

    private final SearchRest search;
    private final String index;
    private final boolean isMadeBySink;
    private final boolean isStream;
    private final boolean isAppended;

    private IndexChecks(SearchRest search, String index, boolean isMadeBySink, JsonNode sink) {
        this.search = search;
        this.index = index;
        this.isMadeBySink = isMadeBySink;
        this.isStream = sink.path(TYPE).asText("").equalsIgnoreCase("data_stream");
        this.isAppended = isStream
                || sink.path("key.ignore").asText("false").equals("true")
                || Set.of("topic_partition_offset", "none")
                        .contains(sink.path("document.id").asText("key").toLowerCase(Locale.ROOT));
    }

    /** @param sink the configuration of the sink that writes to the index */
    public static IndexChecks of(SearchRest search, String index, JsonNode sink) {
        boolean creatable = Set.of("auto", "index").contains(sink.path(TYPE).asText("auto"));
        return new IndexChecks(
                search,
                index,
                creatable && sink.path("index.create").asText("true").equals("true"),
                sink);
    }

    public List<Check> run() {
        if (!search.exists(index)) {
            return List.of(isStream ? new DataStream(search, index).absent() : absent());
        }
        String health = search.health(index);
        List<Check> checks = new ArrayList<>();
        checks.add(
                health.equals("red")
                        ? new RedIndex(search, index).check()
                        : Check.ok("index " + index, health + ", " + search.count(index) + " documents"));
        checks.add(blocks());
        Set<String> behind = search.indices(index);
        if (isStream) {
            new DataStream(search, index).there(behind).ifPresent(checks::add);
        }
        if (behind.size() > 1 && !isAppended) {
            checks.add(several(behind));
        }
        return checks;
    }

    private Check absent() {
        return isMadeBySink
                ? Check.ok("index " + index, "does not exist yet: the sink creates it with the first document")
                : missing();
    }

    /** A write through an alias goes to its write index alone: an update or deletion does not find what is in another. */
    private Check several(Set<String> behind) {
        return Check.failed(
                "alias " + index,
                "points to " + behind.size() + " indices: " + String.join(", ", behind),
                "an update of a document in one of the others creates a second document, and a deletion deletes"
                        + " nothing: rollover is for documents that are only ever added",
                "point the alias to one index that has all rows (./cdc reindex --table … --from snapshot fills one), or"
                        + " make the sink append-only: key.ignore=true, or a data stream");
    }

    private Check missing() {
        List<String> versions = new ArrayList<>(search.indices(index + "-v*"));
        String cause = "the sink has nowhere to write: its task stops";
        if (versions.isEmpty()) {
            return Check.failed(
                    "index " + index,
                    "missing",
                    cause,
                    search.putCommand(
                            "/" + index + "-v1", Map.of("aliases", Map.of(index, Map.of("is_write_index", true)))));
        }
        versions.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        String newest = versions.get(versions.size() - 1);
        return Check.failed(
                "index " + index,
                "missing, though there is " + newest,
                cause,
                search.putCommand("/" + newest + "/_alias/" + index, Map.of("is_write_index", true)));
    }

    private Check blocks() {
        List<String> blocks = new ArrayList<>();
        for (JsonNode one : search.settings(index)) {
            one.path("settings").path("index").path("blocks").properties().forEach(block -> {
                if (block.getValue().asText().equals("true") && !block.getKey().equals("read_only_metadata")) {
                    blocks.add(block.getKey());
                }
            });
        }
        if (blocks.isEmpty()) {
            return Check.ok("writes to " + index, "not blocked");
        }
        Map<String, Object> none = new LinkedHashMap<>();
        blocks.forEach(block -> none.put("index.blocks." + block, null));
        return Check.failed(
                "writes to " + index,
                "blocked by index.blocks." + String.join(", index.blocks.", blocks),
                "the sink waits until the block is lifted; a full disk sets read_only_allow_delete",
                search.putCommand("/" + index + "/_settings", none));
    }
}
