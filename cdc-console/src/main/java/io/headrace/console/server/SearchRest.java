package io.headrace.console.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Elasticsearch or OpenSearch by its REST interface, as far as the operations need it. */
public final class SearchRest {

    /**
     * One document as it is stored.
     *
     * @param sequence changes with every write to it
     * @param routing empty for none
     */
    public record Document(String id, long sequence, String routing, JsonNode source) {
        public static Document of(JsonNode hit) {
            return new Document(
                    hit.path("_id").asText(),
                    hit.path("_seq_no").asLong(),
                    hit.path("_routing").asText(""),
                    hit.path("_source"));
        }
    }

    private final Rest rest;

    public SearchRest(PipelineEndpoints target) {
        this.rest = new Rest("Elasticsearch (--elasticsearch)", target.elasticsearch(), target.elasticsearchAccess());
    }

    /** @param answer how long an answer may take */
    public SearchRest(PipelineEndpoints target, Duration answer) {
        this.rest = new Rest(
                "Elasticsearch (--elasticsearch)", target.elasticsearch(), target.elasticsearchAccess(), answer);
    }

    public String address() {
        return rest.address();
    }

    /** A command for a shell that does this PUT. */
    public String putCommand(String path, Map<String, ?> body) {
        return "curl -s -X PUT -H 'Content-Type: application/json' '" + address() + path + "' -d '" + Rest.text(body)
                + "'";
    }

    /** The connection, for requests that only one operation makes. */
    public Rest rest() {
        return rest;
    }

    /** Name and version, as {@code Elasticsearch 8.19.21}. */
    public String version() {
        JsonNode version = about();
        return (isOpenSearch(version) ? "OpenSearch " : "Elasticsearch ")
                + version.path("number").asText("?");
    }

    public boolean isOpenSearch() {
        return isOpenSearch(about());
    }

    private static boolean isOpenSearch(JsonNode version) {
        return version.path("distribution").asText().equals("opensearch");
    }

    private JsonNode about() {
        return ok(rest.get("/"), "say its version").path("version");
    }

    public boolean exists(String indexOrAlias) {
        return rest.get("/_alias/" + path(indexOrAlias)).ok()
                || rest.get("/" + path(indexOrAlias)).ok();
    }

    public void putTemplate(String name, JsonNode template) {
        ok(rest.put("/_index_template/" + path(name), template.toString()), "store the index template " + name);
    }

    /** Whether the server takes a field of this kind, found out by a template that it does not store. */
    boolean hasType(ObjectNode field) {
        ObjectNode body = Rest.JSON.createObjectNode();
        body.putArray("index_patterns").add("headrace-type-probe-*");
        body.put("priority", 1_000_000_000);
        ObjectNode properties = body.putObject("template").putObject("mappings").putObject("properties");
        properties.set("probe", field);
        return rest.post("/_index_template/_simulate", body.toString()).status() != 400;
    }

    /** Creates the index and points the alias at it in one step. */
    public void createIndexWithAlias(String index, String alias) {
        ObjectNode body = Rest.JSON.createObjectNode();
        body.putObject("aliases").putObject(alias).put("is_write_index", true);
        Rest.Answer answer = rest.put("/" + path(index), body.toString());
        if (!answer.body().path("error").path("type").asText().equals("resource_already_exists_exception")) {
            ok(answer, "create the index " + index);
        }
    }

    /** Deletes an index with its aliases. */
    public void deleteIndex(String index) {
        ok(rest.delete("/" + path(index), null), "delete the index " + index);
    }

    /** Deletes a stored template; whether there was one. */
    public boolean deleteTemplate(String name) {
        Rest.Answer answer = rest.delete("/_index_template/" + path(name), null);
        if (answer.status() != 404) {
            ok(answer, "delete the index template " + name);
        }
        return answer.ok();
    }

    /** The indices behind an index or alias name; none when there is no such name. */
    public Set<String> indices(String indexOrAlias) {
        Set<String> names = new TreeSet<>();
        Rest.Answer answer = rest.get("/" + path(indexOrAlias) + "/_mapping");
        if (answer.status() != 404) {
            ok(answer, "show the mapping of " + indexOrAlias).fieldNames().forEachRemaining(names::add);
        }
        return names;
    }

    public JsonNode mapping(String indexOrAlias) {
        return ok(rest.get("/" + path(indexOrAlias) + "/_mapping"), "show the mapping of " + indexOrAlias);
    }

    /** Aliases, mapping and settings of each index of this name. */
    public JsonNode described(String indexOrAlias) {
        return ok(rest.get("/" + path(indexOrAlias)), "describe " + indexOrAlias);
    }

    /** The settings of all indices behind the name. */
    public JsonNode settings(String indexOrAlias) {
        return ok(rest.get("/" + path(indexOrAlias) + "/_settings"), "show the settings of " + indexOrAlias);
    }

    /** Top-level fields that the mapping knows, over all indices behind the name. */
    public Set<String> fields(String indexOrAlias) {
        Set<String> fields = new TreeSet<>();
        for (JsonNode index :
                ok(rest.get("/" + path(indexOrAlias) + "/_mapping"), "show the mapping of " + indexOrAlias)) {
            index.path("mappings").path("properties").fieldNames().forEachRemaining(fields::add);
        }
        return fields;
    }

    /** Documents that a search can find now. */
    public long count(String indexOrAlias) {
        return ok(rest.get("/" + path(indexOrAlias) + "/_count"), "count " + indexOrAlias)
                .path("count")
                .asLong();
    }

    /** As {@link #count}, or -1 while the shards are not there yet. */
    public long countOrUnknown(String indexOrAlias) {
        Rest.Answer answer = rest.get("/" + path(indexOrAlias) + "/_count");
        return answer.ok() ? answer.body().path("count").asLong() : -1;
    }

    /** What the index's primary shards have written and deleted since they were started, and how long it took them. */
    public record Writes(long count, long millis) {}

    public Writes writing(String indexOrAlias) {
        JsonNode indexing = ok(rest.get("/" + path(indexOrAlias) + "/_stats/indexing"), "show its statistics")
                .path("_all")
                .path("primaries")
                .path("indexing");
        return new Writes(
                indexing.path("index_total").asLong()
                        + indexing.path("delete_total").asLong(),
                indexing.path("index_time_in_millis").asLong()
                        + indexing.path("delete_time_in_millis").asLong());
    }

    /** The block that keeps documents from being written, such as {@code read_only_allow_delete}; empty for none. */
    public String writeBlock(String indexOrAlias) {
        for (JsonNode one : settings(indexOrAlias)) {
            JsonNode blocks = one.path("settings").path("index").path("blocks");
            for (String block : List.of("write", "read_only", "read_only_allow_delete")) {
                if (blocks.path(block).asText().equals("true")) {
                    return block;
                }
            }
        }
        return "";
    }

    public String health(String indexOrAlias) {
        Rest.Answer answer = rest.get("/_cluster/health/" + path(indexOrAlias) + "?timeout=1s");
        return answer.body().path("status").asText("unknown");
    }

    /** Makes what was written and removed before the call visible to searches. */
    public void refresh(String indexOrAlias) {
        ok(rest.post("/" + path(indexOrAlias) + "/_refresh", ""), "refresh " + indexOrAlias);
    }

    /** Documents by id as they are now, whether or not a search sees them yet; an id without document is absent. */
    public Map<String, Document> documents(String indexOrAlias, Collection<String> ids) {
        List<String> wanted = named(ids);
        if (wanted.isEmpty()) {
            return new LinkedHashMap<>();
        }
        String body = Rest.text(Map.of("ids", wanted));
        // without filter_path, which would have the server parse each document
        JsonNode answer = ok(rest.post("/" + path(indexOrAlias) + "/_mget", body), "read documents of " + indexOrAlias);
        Map<String, Document> found = new LinkedHashMap<>();
        for (JsonNode doc : answer.path("docs")) {
            if (doc.has("error")) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Elasticsearch could not read documents of " + indexOrAlias + ": "
                                + doc.path("error").path("type").asText() + " "
                                + doc.path("error").path("reason").asText());
            }
            if (doc.path("found").asBoolean()) {
                found.put(doc.path("_id").asText(), Document.of(doc));
            }
        }
        return found;
    }

    /** No document has an empty id, and a server refuses to look for one. */
    private static List<String> named(Collection<String> ids) {
        return ids.stream().filter(id -> !id.isEmpty()).toList();
    }

    /** The versions of those of these documents that exist. */
    public Map<String, Long> versions(String indexOrAlias, Collection<String> ids) {
        Map<String, Long> versions = new LinkedHashMap<>();
        List<String> wanted = named(ids);
        if (wanted.isEmpty()) {
            return versions;
        }
        String body = Rest.text(Map.of("ids", wanted));
        String path = "/" + path(indexOrAlias) + "/_mget?_source=false";
        for (JsonNode doc :
                ok(rest.post(path, body), "read documents of " + indexOrAlias).path("docs")) {
            if (doc.path("found").asBoolean()) {
                versions.put(doc.path("_id").asText(), doc.path("_version").asLong());
            }
        }
        return versions;
    }

    /** Removes a document unless it has been written at a higher version; whether it is gone. The version stays as it is. */
    public boolean removeAt(String indexOrAlias, String id, long version, String routing) {
        Rest.Answer answer = rest.delete(
                "/" + path(indexOrAlias) + "/_doc/" + path(id) + "?version_type=external_gte&version=" + version
                        + (routing.isEmpty() ? "" : "&routing=" + path(routing)),
                null);
        if (answer.status() != 409 && answer.status() != 404) {
            ok(answer, "remove a document of " + indexOrAlias);
        }
        return answer.ok();
    }

    /** So many ids, chosen at random; no more than one search may answer. */
    public List<String> sampleIds(String indexOrAlias, int count) {
        ObjectNode body = Rest.JSON
                .createObjectNode()
                .put("size", Math.min(count, 10_000))
                .put("_source", false);
        body.putObject("query").putObject("function_score").putObject("random_score");
        List<String> ids = new ArrayList<>();
        ok(
                        rest.post("/" + path(indexOrAlias) + "/_search?filter_path=hits.hits._id", body.toString()),
                        "choose documents of " + indexOrAlias)
                .path("hits")
                .path("hits")
                .forEach(hit -> ids.add(hit.path("_id").asText()));
        return ids;
    }

    /** Whether a document of this id exists and its field has this text (null: only that it exists). */
    public boolean holds(String index, String id, @Nullable String field, String text) {
        Rest.Answer answer =
                rest.get("/" + path(index) + "/_doc/" + path(id) + "?_source=" + (field == null ? "false" : field));
        return answer.ok()
                && answer.body().path("found").asBoolean()
                && (field == null
                        || answer.body().path("_source").path(field).asText().equals(text));
    }

    /** How many documents a search for exact terms finds. */
    public long search(String index, Map<String, String> terms) {
        ObjectNode body = Rest.JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        ArrayNode filter = body.putObject("query").putObject("bool").putArray("filter");
        terms.forEach((field, value) -> filter.addObject().putObject("term").put(field, value));
        return ok(rest.post("/" + path(index) + "/_search?filter_path=hits.total", body.toString()), "search " + index)
                .path("hits")
                .path("total")
                .path("value")
                .asLong();
    }

    /** How many of these ids a search finds. */
    public long countOf(String index, Collection<String> ids) {
        ObjectNode body = Rest.JSON.createObjectNode().put("size", 0).put("track_total_hits", true);
        ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
        named(ids).forEach(values::add);
        return whole(index, "", body)
                .body()
                .path("hits")
                .path("total")
                .path("value")
                .asLong();
    }

    /** A search's answer, which is of all shards asked or none. */
    public Rest.Answer whole(String index, String parameters, ObjectNode body) {
        String path = "/" + path(index) + "/_search?allow_partial_search_results=false"
                + (parameters.isEmpty() ? "" : "&" + parameters);
        Rest.Answer answer = rest.post(path, body.toString());
        ok(answer, "search " + index);
        return answer;
    }

    /** The index behind the name. */
    public String singleIndex(String indexOrAlias) {
        Set<String> names = indices(indexOrAlias);
        if (names.size() != 1) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    indexOrAlias + " points to "
                            + (names.isEmpty() ? "no index" : names.size() + " indices: " + String.join(", ", names))
                            + "; a table is compared with one, since a write by id reaches only one of them"
                            + refusal(indexOrAlias) + ". Point the alias to one index, and use rollovers only for data"
                            + " without keys.");
        }
        return names.iterator().next();
    }

    /** What the server says to a read by id in several indices. */
    private String refusal(String alias) {
        JsonNode error = rest.get("/" + path(alias) + "/_doc/0").body().path("error");
        String reason = error.path("reason").asText("");
        return reason.isEmpty() ? "" : " (the server: " + reason + ")";
    }

    /** How many shards the index has, without copies. */
    int shards(String index) {
        return settings(index)
                .path(index)
                .path("settings")
                .path("index")
                .path("number_of_shards")
                .asInt(1);
    }

    /** @throws Problem when the answer is a refusal; it says what was wanted and the server's reason */
    public JsonNode ok(Rest.Answer answer, String what) {
        if (!answer.ok()) {
            JsonNode error = answer.body().path("error");
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Elasticsearch at " + address() + " would not " + what + ": HTTP " + answer.status() + ", "
                            + error.path("type").asText("no reason given") + " "
                            + error.path("reason").asText("") + innermost(error.path("caused_by")));
        }
        return answer.body();
    }

    private static String innermost(JsonNode cause) {
        return cause.has("caused_by")
                ? innermost(cause.path("caused_by"))
                : cause.has("reason") ? ": " + cause.path("reason").asText() : "";
    }

    public static String path(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2C", ",");
    }
}
