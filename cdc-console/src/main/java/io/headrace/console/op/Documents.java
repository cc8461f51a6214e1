package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Documents of one index by their ids. Where the sink routes them, an id does not tell the shard: all shards are searched then,
 * after a refresh, since a read by id would miss what lies elsewhere. Safe for several threads.
 *
 * @param isRouted whether the sink gives documents a routing
 */
record Documents(SearchRest search, String index, boolean isRouted) {

    private static final int AT_ONCE = 2_000;

    /** As a document was last written; {@code routing} is empty for none. */
    record Written(long version, String routing) {}

    static Documents of(SearchRest search, String index, JsonNode sink) {
        String routing = sink.path("routing").asText("none");
        return new Documents(search, index, !routing.equalsIgnoreCase("none"));
    }

    /**
     * Documents as they are now; an id without document is absent. Where an id has several, on several shards, what comes is an
     * empty one, which equals no row.
     */
    Map<String, SearchRest.Document> byId(Collection<String> ids) {
        if (!isRouted) {
            return search.documents(index, ids);
        }
        Map<String, SearchRest.Document> found = new LinkedHashMap<>();
        for (JsonNode hit : hits(ids, true)) {
            String id = hit.path("_id").asText();
            long sequence = hit.path("_seq_no").asLong();
            found.merge(
                    id,
                    new SearchRest.Document(id, sequence, hit.path("_source")),
                    (one, other) -> new SearchRest.Document(id, sequence, Rest.JSON.createObjectNode()));
        }
        return found;
    }

    /** Which of these ids have a document. */
    Set<String> existing(Collection<String> ids) {
        return written(ids).keySet();
    }

    /** How those of these documents that exist were written; of several with one id, one of them. */
    Map<String, Written> written(Collection<String> ids) {
        Map<String, Written> found = new LinkedHashMap<>();
        if (isRouted) {
            for (JsonNode hit : hits(ids, false)) {
                found.put(
                        hit.path("_id").asText(),
                        new Written(
                                hit.path("_version").asLong(),
                                hit.path("_routing").asText("")));
            }
        } else {
            search.versions(index, ids).forEach((id, version) -> found.put(id, new Written(version, "")));
        }
        return found;
    }

    /** Removes a document unless it has been written since; whether it is gone. */
    boolean remove(String id, Written seen) {
        return search.removeAt(index, id, seen.version(), seen.routing());
    }

    private List<JsonNode> hits(Collection<String> ids, boolean withSource) {
        search.refresh(index);
        List<JsonNode> hits = new ArrayList<>();
        List<String> all = List.copyOf(ids);
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            ObjectNode body = Rest.JSON
                    .createObjectNode()
                    .put("size", 2 * AT_ONCE)
                    .put("_source", withSource)
                    .put("version", true)
                    .put("seq_no_primary_term", true);
            ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
            all.subList(i, Math.min(all.size(), i + AT_ONCE)).forEach(values::add);
            search.whole(index, "", body).body().path("hits").path("hits").forEach(hits::add);
        }
        return hits;
    }
}
