package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.op.Diagnosis.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Elasticsearch must be like for the sink to write. Each fix is a command to run. */
final class IndexChecks {

    private final SearchRest search;
    private final String index;

    IndexChecks(SearchRest search, String index) {
        this.search = search;
        this.index = index;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        if (!search.exists(index)) {
            checks.add(missing());
            return checks;
        }
        String health = search.health(index);
        checks.add(
                health.equals("red")
                        ? Check.failed(
                                "index " + index,
                                "red",
                                "a shard is gone: writes wait",
                                "curl -s '" + search.address() + "/_cluster/allocation/explain'")
                        : Check.ok("index " + index, health + ", " + search.count(index) + " documents"));
        checks.add(blocks());
        return checks;
    }

    private Check missing() {
        List<String> versions = new ArrayList<>(search.indices(index + "-v*"));
        String cause = "the sink has nowhere to write: its task stops";
        if (versions.isEmpty()) {
            return Check.failed(
                    "index " + index,
                    "missing",
                    cause,
                    put("/" + index + "-v1", Map.of("aliases", Map.of(index, Map.of("is_write_index", true)))));
        }
        String newest = versions.get(versions.size() - 1);
        return Check.failed(
                "index " + index,
                "missing, though there is " + newest,
                cause,
                put("/" + newest + "/_alias/" + index, Map.of("is_write_index", true)));
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
                put("/" + index + "/_settings", none));
    }

    private String put(String path, Map<String, ?> body) {
        return "curl -s -X PUT -H 'Content-Type: application/json' '" + search.address() + path + "' -d '"
                + Rest.text(body) + "'";
    }
}
