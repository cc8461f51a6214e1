package io.headrace.console.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
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
 * @param isRouted whether the sink gives documents a routing, or did so to any that is there
 */
record Documents(SearchRest search, String index, boolean isRouted) implements MissingPass.Index, ExtraPass.Index {

    private static final int AT_ONCE = 2_000;
    /** No search answers with more, unless the index says so. */
    private static final int HITS = 10_000;

    /** As a document was last written; {@code routing} is empty for none. */
    record Written(long version, String routing) {}

    static Documents of(SearchRest search, String index, boolean exists, JsonNode sink) {
        boolean routes = !sink.path("routing").asText("none").equalsIgnoreCase("none");
        return new Documents(search, index, routes || (exists && hasRouted(search, index)));
    }

    /** Documents of a sink that routed them once lie beside those that it writes now. */
    private static boolean hasRouted(SearchRest search, String index) {
        ObjectNode body = Rest.JSON.createObjectNode().put("size", 1).put("_source", false);
        body.putObject("query").putObject("exists").put("field", "_routing");
        return !search.whole(index, "", body).body().path("hits").path("hits").isEmpty();
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
            SearchRest.Document document = SearchRest.Document.of(hit);
            found.merge(
                    document.id(),
                    document,
                    (one, other) -> new SearchRest.Document(
                            one.id(), one.sequence() + other.sequence(), "", Rest.JSON.createObjectNode()));
        }
        return found;
    }

    @Override
    public void refresh() {
        search.refresh(index);
    }

    @Override
    public List<String> sample(int documents) {
        return search.sampleIds(index, documents);
    }

    /**
     * Counting is the cheap question, and what a search does not see yet is asked for by name. Where documents are routed, one
     * that is there twice would make up for one that is missing.
     */
    @Override
    public List<String> notOnce(List<String> ids) {
        if (isRouted) {
            Map<String, List<Written>> written = written(ids);
            return ids.stream()
                    .filter(id -> written.getOrDefault(id, List.of()).size() != 1)
                    .toList();
        }
        if (search.countOf(index, ids) == ids.size()) {
            return List.of();
        }
        Set<String> existing = existing(ids);
        return ids.stream().filter(id -> !existing.contains(id)).toList();
    }

    /** Which of these ids have a document. */
    Set<String> existing(Collection<String> ids) {
        return written(ids).keySet();
    }

    /** How those of these documents that exist were written: an id has several where they lie under several routes. */
    Map<String, List<Written>> written(Collection<String> ids) {
        Map<String, List<Written>> found = new LinkedHashMap<>();
        if (isRouted) {
            for (JsonNode hit : hits(ids, false)) {
                found.computeIfAbsent(hit.path("_id").asText(), id -> new ArrayList<>())
                        .add(new Written(
                                hit.path("_version").asLong(),
                                hit.path("_routing").asText("")));
            }
        } else {
            search.versions(index, ids).forEach((id, version) -> found.put(id, List.of(new Written(version, ""))));
        }
        return found;
    }

    /** Those of these ids that have several documents. */
    Map<String, List<Written>> several(Collection<String> ids) {
        Map<String, List<Written>> found = isRouted ? written(ids) : new LinkedHashMap<>();
        found.values().removeIf(documents -> documents.size() == 1);
        return found;
    }

    /** Removes a document unless it has been written since; whether it is gone. */
    boolean remove(String id, Written seen) {
        return search.removeAt(index, id, seen.version(), seen.routing());
    }

    private List<JsonNode> hits(Collection<String> ids, boolean withSource) {
        refresh();
        List<JsonNode> hits = new ArrayList<>();
        List<String> all = List.copyOf(ids);
        for (int i = 0; i < all.size(); i += AT_ONCE) {
            collect(all.subList(i, Math.min(all.size(), i + AT_ONCE)), withSource, hits);
        }
        return hits;
    }

    /** Asks for half of the ids at a time where they have more documents than one answer holds. */
    private void collect(List<String> ids, boolean withSource, List<JsonNode> hits) {
        ObjectNode body = Rest.JSON
                .createObjectNode()
                .put("size", HITS)
                .put("_source", withSource)
                .put("version", true)
                .put("seq_no_primary_term", true);
        ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
        ids.forEach(values::add);
        JsonNode answer = search.whole(index, "", body).body().path("hits").path("hits");
        if (answer.size() == HITS && ids.size() > 1) {
            collect(ids.subList(0, ids.size() / 2), withSource, hits);
            collect(ids.subList(ids.size() / 2, ids.size()), withSource, hits);
        } else {
            answer.forEach(hits::add);
        }
    }
}
