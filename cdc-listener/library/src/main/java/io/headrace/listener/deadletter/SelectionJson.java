package io.headrace.listener.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Selections as JSON, such as {@code {"all":true}} or {@code {"from":"time","time":"2026-11-20T08:00:00Z"}}. */
public final class SelectionJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SelectionJson() {}

    /** @throws IllegalArgumentException when it is none; the message says what is needed */
    public static Selection read(JsonNode json) {
        int kinds = 0;
        for (String kind : Set.of("letters", "error", "all", "from")) {
            kinds += json.has(kind) ? 1 : 0;
        }
        if (kinds != 1) {
            throw new IllegalArgumentException(
                    "a replay needs one of letters: [ids], error: a class, all: true or from: beginning, time, gtid or"
                            + " offsets, but has " + kinds + " of them");
        }
        if (json.has("from")) {
            return new Selection.Source(from(json), Optional.ofNullable(json.get("key")));
        }
        if (json.has("letters")) {
            return new Selection.ById(ids(json.get("letters")));
        }
        if (json.has("error")) {
            return new Selection.ByError(json.get("error").asText());
        }
        if (!json.get("all").asBoolean()) {
            throw new IllegalArgumentException("all takes the value true; leave it out to select by letters or error");
        }
        return new Selection.All();
    }

    private static Set<LetterId> ids(JsonNode texts) {
        Set<LetterId> ids = new HashSet<>();
        for (JsonNode text : texts) {
            ids.add(LetterId.of(text.asText())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the id of a dead letter is topic-partition-offset, but one is " + text.asText())));
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("letters needs at least one id, as topic-partition-offset");
        }
        return ids;
    }

    private static Selection.From from(JsonNode json) {
        String from = json.get("from").asText();
        return switch (from) {
            case "beginning" -> new Selection.Beginning();
            case "time" -> new Selection.Time(time(json.path("time").asText()));
            case "gtid" -> gtid(json.path("gtid").asText());
            case "offsets" -> new Selection.Offsets(offsets(json.path("offsets")));
            default ->
                throw new IllegalArgumentException("from is one of beginning, time, gtid or offsets, but is " + from);
        };
    }

    private static long time(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time needs an instant such as 2026-11-20T08:00:00Z, but is " + text, e);
        }
    }

    private static Selection.Gtid gtid(String text) {
        int colon = text.lastIndexOf(':');
        try {
            return new Selection.Gtid(text.substring(0, Math.max(colon, 0)), Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("gtid needs one transaction, as server:number, but is " + text, e);
        }
    }

    private static Map<Integer, Long> offsets(JsonNode json) {
        Map<Integer, Long> offsets = new HashMap<>();
        for (var partition : json.properties()) {
            if (!partition.getKey().matches("\\d{1,9}") || !partition.getValue().canConvertToLong()) {
                throw new IllegalArgumentException("offsets needs offsets by partition, such as {\"0\": 1200}");
            }
            offsets.put(
                    Integer.valueOf(partition.getKey()), partition.getValue().longValue());
        }
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("offsets needs at least one partition, such as {\"0\": 1200}");
        }
        return offsets;
    }

    /** What {@link #read} understands. */
    public static ObjectNode write(Selection selection) {
        return selection.fold(SelectionJson::source, SelectionJson::letters);
    }

    private static ObjectNode letters(Selection.Letters letters) {
        ObjectNode json = JSON.createObjectNode();
        return letters.fold(
                byId -> {
                    ArrayNode ids = json.putArray("letters");
                    byId.ids().forEach(id -> ids.add(id.toString()));
                    return json;
                },
                byError -> json.put("error", byError.error()),
                all -> json.put("all", true));
    }

    private static ObjectNode source(Selection.Source source) {
        ObjectNode json = JSON.createObjectNode();
        source.from().accept(new FromJson(json));
        source.key().ifPresent(key -> json.set("key", key));
        return json;
    }

    /** Writes where a replay begins. */
    private record FromJson(ObjectNode json) implements Selection.From.Visitor<ObjectNode> {
        @Override
        public ObjectNode beginning(Selection.Beginning from) {
            return json.put("from", "beginning");
        }

        @Override
        public ObjectNode time(Selection.Time from) {
            return json.put("from", "time")
                    .put("time", Instant.ofEpochMilli(from.millis()).toString());
        }

        @Override
        public ObjectNode gtid(Selection.Gtid from) {
            return json.put("from", "gtid").put("gtid", from.server() + ":" + from.first());
        }

        @Override
        public ObjectNode offsets(Selection.Offsets from) {
            ObjectNode byPartition = json.put("from", "offsets").putObject("offsets");
            from.byPartition().forEach((partition, offset) -> byPartition.put(partition.toString(), offset));
            return json;
        }
    }
}
