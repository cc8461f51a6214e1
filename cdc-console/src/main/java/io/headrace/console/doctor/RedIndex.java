package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An index of which a primary shard is on no node: why, by the server's own words, and what lets it find one. */
final class RedIndex {

    private final SearchRest search;
    private final String index;

    RedIndex(SearchRest search, String index) {
        this.search = search;
        this.index = index;
    }

    Check check() {
        ObjectNode shard = shard();
        JsonNode explained = search.rest()
                .post("/_cluster/allocation/explain", shard.toString())
                .body();
        String why = explained.path("allocate_explanation").asText("the server does not say why");
        return Check.failed(
                "index " + index,
                "red",
                "shard " + shard.path("shard").asInt() + " of "
                        + shard.path("index").asText() + " is on no node, and writes wait: " + why,
                fix(shard, explained));
    }

    /** The first primary shard that is not active, as the server wants to be asked about it. */
    private ObjectNode shard() {
        JsonNode indices = search.rest()
                .get("/_cluster/health/" + SearchRest.path(index) + "?level=shards&timeout=1s")
                .body()
                .path("indices");
        ObjectNode asked =
                Rest.JSON.createObjectNode().put("index", index).put("shard", 0).put("primary", true);
        indices.properties()
                .forEach(one -> one.getValue().path("shards").properties().forEach(shard -> {
                    if (!shard.getValue().path("primary_active").asBoolean(true)) {
                        asked.put("index", one.getKey()).put("shard", Integer.parseInt(shard.getKey()));
                    }
                }));
        return asked;
    }

    private String fix(ObjectNode shard, JsonNode explained) {
        Map<String, Object> filters = filters(shard.path("index").asText());
        if (!filters.isEmpty()) {
            return search.putCommand("/" + shard.path("index").asText() + "/_settings", filters);
        }
        if (explained.path("unassigned_info").path("failed_allocation_attempts").asInt() > 0) {
            return "curl -s -X POST '" + search.address() + "/_cluster/reroute?retry_failed=true'";
        }
        return "curl -s -H 'Content-Type: application/json' '" + search.address()
                + "/_cluster/allocation/explain' -d '" + shard
                + "'    shows each node's objection; start the node that holds the shard";
    }

    /** The index's own settings that keep its shards from nodes, each to be unset. */
    private Map<String, Object> filters(String name) {
        Map<String, Object> unset = new LinkedHashMap<>();
        JsonNode allocation = search.settings(name)
                .path(name)
                .path("settings")
                .path("index")
                .path("routing")
                .path("allocation");
        for (String kind : List.of("require", "include", "exclude")) {
            List<String> attributes = new ArrayList<>();
            allocation.path(kind).fieldNames().forEachRemaining(attributes::add);
            attributes.remove("_tier_preference"); // the server's own, which prefers and forbids nothing
            attributes.forEach(each -> unset.put("index.routing.allocation." + kind + "." + each, null));
        }
        if (allocation.has("enable")) {
            unset.put("index.routing.allocation.enable", null);
        }
        return unset;
    }
}
