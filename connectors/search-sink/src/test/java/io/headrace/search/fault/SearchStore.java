package io.headrace.search.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents with versions, as Elasticsearch keeps them. Any thread; each operation is atomic. */
public final class SearchStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A document, or what is remembered of a deleted one. */
    private record Stored(long version, @Nullable JsonNode source, long sequenceNumber) {}

    /** How one item ended. */
    public record Outcome(int status, String type, String reason) {
        boolean failed() {
            return status >= 300 && !(status == 404 && type.isEmpty());
        }
    }

    private final Map<String, Map<String, Stored>> indices = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private int shards = 1;
    private long operations;

    /** From now on documents are on shards, which know nothing of each other, by their routing or else their id. */
    public synchronized void shards(int number) {
        shards = number;
    }

    public synchronized void alias(String alias, String index) {
        aliases.put(alias, index);
    }

    /** The index that a name stands for. */
    public synchronized String resolve(String name) {
        return aliases.getOrDefault(name, name);
    }

    /** What tells a document from all others of its index: its id, with its shard where there are several. */
    public synchronized String place(String id, @Nullable String routing) {
        return shards == 1 ? id : id + "@" + Math.floorMod((routing == null ? id : routing).hashCode(), shards);
    }

    public synchronized void create(String index) {
        indices.computeIfAbsent(index, name -> new HashMap<>());
    }

    public synchronized boolean exists(String index) {
        return indices.containsKey(resolve(index));
    }

    public synchronized void drop(String index) {
        indices.remove(index);
    }

    /** The documents of an index by {@link #place}. */
    public synchronized Map<String, JsonNode> documents(String index) {
        Map<String, JsonNode> documents = new TreeMap<>();
        indices.getOrDefault(index, Map.of()).forEach((id, stored) -> {
            if (stored.source != null) {
                documents.put(id, stored.source);
            }
        });
        return documents;
    }

    /** The version of a document, deleted ones too; -1 when there never was one. */
    public synchronized long version(String index, String id) {
        return version(index, id, null);
    }

    public synchronized long version(String index, String id, @Nullable String routing) {
        Stored stored = indices.getOrDefault(resolve(index), Map.of()).get(place(id, routing));
        return stored == null ? -1 : stored.version;
    }

    /** What a get of the document answers, without its source. */
    synchronized String metadata(String index, String id, @Nullable String routing) {
        Stored stored = indices.getOrDefault(resolve(index), Map.of()).get(place(id, routing));
        String found = "{\"_index\":\"" + index + "\",\"_id\":\"" + id + "\",\"found\":";
        return stored == null || stored.source == null
                ? found + "false}"
                : found + "true,\"_version\":" + stored.version + ",\"_seq_no\":" + stored.sequenceNumber
                        + ",\"_primary_term\":1}";
    }

    synchronized Outcome apply(String action, JsonNode meta, @Nullable String source) {
        Map<String, Stored> index = indices.get(resolve(meta.path("_index").asText()));
        if (index == null) {
            return new Outcome(404, "index_not_found_exception", "no such index");
        }
        String id = place(meta.path("_id").asText(), meta.path("routing").textValue());
        Stored stored = index.get(id);
        String type = meta.path("version_type").asText();
        boolean external = type.startsWith("external");
        long version = external ? meta.path("version").asLong() : stored == null ? 1 : stored.version + 1;
        long oldest = type.equals("external_gte") ? version : version - 1;
        if (external && stored != null && stored.version > oldest) {
            return new Outcome(409, "version_conflict_engine_exception", "version conflict");
        }
        if (meta.has("if_seq_no") && (stored == null || stored.source == null)) {
            return action.equals("update")
                    ? new Outcome(404, "document_missing_exception", "document missing")
                    : new Outcome(409, "version_conflict_engine_exception", "no document to compare with");
        }
        if (meta.has("if_seq_no")
                && stored.sequenceNumber != meta.path("if_seq_no").asLong()) {
            return new Outcome(409, "version_conflict_engine_exception", "another sequence number");
        }
        if (action.equals("delete")) {
            boolean there = stored != null && stored.source != null;
            index.put(id, new Stored(version, null, operations++));
            return new Outcome(there ? 200 : 404, "", "");
        }
        return write(action, index, id, stored, version, String.valueOf(source));
    }

    private Outcome write(
            String action, Map<String, Stored> index, String id, @Nullable Stored stored, long version, String source) {
        ObjectNode document;
        try {
            document = (ObjectNode) JSON.readTree(source);
        } catch (JsonProcessingException e) {
            return new Outcome(400, "document_parsing_exception", "not JSON");
        }
        boolean there = stored != null && stored.source != null;
        if (action.equals("create") && there) {
            return new Outcome(409, "version_conflict_engine_exception", "document already exists");
        }
        if (action.equals("update")) {
            ObjectNode merged = there ? stored.source.deepCopy() : JSON.createObjectNode();
            merged.setAll((ObjectNode) document.get("doc"));
            document = merged;
        }
        if (document.path("poison").asBoolean()) {
            return new Outcome(400, "document_parsing_exception", "failed to parse field [poison]");
        }
        index.put(id, new Stored(version, document, operations++));
        return new Outcome(there ? 200 : 201, "", "");
    }
}
