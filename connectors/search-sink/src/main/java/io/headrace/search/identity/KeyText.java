package io.headrace.search.identity;

import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonScanner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * The text of a record's key, as document ids are made from it and docs/identity.md has it: the same whichever converter
 * made the key, or a refusal. Keys of several fields are joined in the order of their fields. Used by the task thread only.
 */
public final class KeyText {
    private static final int DEEPEST = 100;

    private final List<String> chosen;
    private final JoinedKey joined;
    private final SchemalessKeys maps;
    private final JsonScanner scanner = new JsonScanner(DEEPEST);
    private final WrappedKeys wrapped = new WrappedKeys();

    /**
     * @param chosen the fields to take, in this order; empty for all
     * @param mapsByName whether a schemaless Map of several fields, which has forgotten their order, goes by their names
     */
    public KeyText(String separator, List<String> chosen, boolean mapsByName) {
        this.chosen = chosen;
        this.joined = new JoinedKey(separator);
        this.maps = new SchemalessKeys(mapsByName);
    }

    /** Null when there is no key. */
    public @Nullable String of(SinkRecord record) {
        Object key = record.key();
        if (key == null) {
            return null;
        }
        if (key instanceof byte[] bytes) {
            return ofJson(bytes);
        }
        if (key instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return ofJson(bytes);
        }
        if (key instanceof Struct struct) {
            return ofStruct(struct);
        }
        if (key instanceof Map<?, ?> map) {
            List<String> names = chosen.isEmpty() ? maps.namesOf(map, record.topic()) : chosen;
            return joined.of(names, name -> maps.scalar(map.get(name), "Key field " + name, record.topic()));
        }
        if (key instanceof String text) {
            return record.keySchema() == null ? text : ofText(text);
        }
        return record.keySchema() == null
                ? maps.scalar(key, "The key", record.topic())
                : KeyFieldText.text(record.keySchema(), key, "The key");
    }

    private String ofStruct(Struct struct) {
        List<String> names = chosen.isEmpty()
                ? struct.schema().fields().stream().map(Field::name).toList()
                : chosen;
        return joined.of(names, name -> {
            Field field = struct.schema().field(name);
            Object value = field == null ? null : struct.get(field);
            return field == null || value == null
                    ? null
                    : KeyFieldText.text(field.schema(), value, "Key field " + name);
        });
    }

    /** StringConverter hands out the JSON of the key as it is, and the text of keys that are no JSON. */
    private String ofText(String text) {
        boolean object = text.startsWith("{") && text.endsWith("}");
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        if (!object && !quoted) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            scanner.reset(bytes, 0, bytes.length);
            scanner.requireEnd(scanner.skipValue(0, 0));
        } catch (RecordException noJson) {
            return text;
        }
        return ofJson(bytes);
    }

    private String ofJson(byte[] in) {
        int from = 0;
        int to = in.length;
        while (from < to && isBlank(in[from])) {
            from++;
        }
        while (from < to && isBlank(in[to - 1])) {
            to--;
        }
        return from == to ? "" : ofJson(in, from, to);
    }

    /** Whether JSON allows it between tokens; zeros are those of a binary key, not blanks before a digit. */
    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private String ofJson(byte[] in, int from, int to) {
        if (in[from] != '{') {
            return ofPlainJson(in, from, to);
        }
        String only = chosen.isEmpty() ? onlyField(in, from, to) : null;
        return only != null ? only : ofFields(in, JsonFields.slices(in, from, to));
    }

    private String ofPlainJson(byte[] in, int from, int to) {
        scanner.reset(in, from, to);
        try {
            scanner.requireEnd(scanner.skipValue(from, 0));
        } catch (RecordException notJson) {
            throw new RecordException("Key bytes have to hold JSON (an object, a string or a whole number) to become"
                    + " a document id, and hold something else. Set key.converter to what wrote the keys.");
        }
        for (int at = from; in[from] != '"' && in[from] != 't' && in[from] != 'f' && at < to; at++) {
            if (in[at] == 'e' || in[at] == 'E') {
                throw KeyFieldText.unfit("The key", "is a number with an exponent, or a text that looks like one");
            }
        }
        return KeyFieldText.ofJson(in, from, to, "The key");
    }

    private String ofFields(byte[] in, Map<String, int[]> fields) {
        int[] schema = fields.get("schema");
        int[] payload = fields.get("payload");
        if (schema == null || payload == null || fields.size() != 2 || in[schema[0]] != '{') {
            return ofFields(in, fields, WrappedKeys.Types.NONE);
        }
        WrappedKeys.Types types = wrapped.types(in, schema[0], schema[1]);
        if (in[payload[0]] != '{') {
            return types.scalar("", in, payload, "The key");
        }
        return ofFields(in, JsonFields.slices(in, payload[0], payload[1]), types);
    }

    private String ofFields(byte[] in, Map<String, int[]> fields, WrappedKeys.Types types) {
        return joined.of(chosen.isEmpty() ? new ArrayList<>(fields.keySet()) : chosen, name -> {
            int[] slice = fields.get(name);
            return slice == null ? null : types.scalar(name, in, slice, "Key field " + name);
        });
    }

    /** The usual key has one field; it gets by without a map. Null when there are more. */
    private @Nullable String onlyField(byte[] in, int from, int to) {
        scanner.reset(in, from, to);
        int name = scanner.first(from, '}');
        if (name == JsonScanner.NONE) {
            return null;
        }
        int start = scanner.skipColon(scanner.skipName(name));
        int stop = scanner.skipValue(start, 0);
        if (scanner.next(stop, '}') != JsonScanner.NONE) {
            return null;
        }
        scanner.requireEnd(scanner.after());
        return in[start] == '{' ? null : KeyFieldText.ofJson(in, start, stop, "The key field");
    }

    /** So that ("a:", "b") and ("a", ":b") stay two documents. */
    String escaped(String text, String what) {
        return joined.escaped(text, what);
    }
}
