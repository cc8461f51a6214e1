package io.headrace.search.document;

import io.headrace.search.failure.RecordException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The text of a record's key, as document ids are made from it. Keys of several fields are joined in the order of their
 * fields; a schemaless Map has forgotten that order and goes by name. Used by the task thread only.
 */
final class KeyText {
    private static final int DEEPEST = 100;

    private final String separator;
    private final List<String> chosen;
    private final JsonScanner scanner = new JsonScanner(DEEPEST);

    /** @param chosen the fields to take, in this order; empty for all */
    KeyText(String separator, List<String> chosen) {
        this.separator = separator;
        this.chosen = chosen;
    }

    /** Null when there is no key. */
    @Nullable
    String of(@Nullable Object key) {
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
            List<String> names = chosen.isEmpty()
                    ? struct.schema().fields().stream().map(Field::name).toList()
                    : chosen;
            return join(names, name -> struct.schema().field(name) == null ? null : struct.get(name));
        }
        if (key instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, value) -> sorted.put(String.valueOf(name), value));
            return join(chosen.isEmpty() ? List.copyOf(sorted.keySet()) : chosen, sorted::get);
        }
        return scalar(key, "The key");
    }

    private String ofJson(byte[] in) {
        int from = 0;
        int to = in.length;
        while (from < to && in[from] <= ' ') {
            from++;
        }
        while (from < to && in[to - 1] <= ' ') {
            to--;
        }
        return from == to ? "" : ofJson(in, from, to, true);
    }

    private String ofJson(byte[] in, int from, int to, boolean mayBeWrapped) {
        if (in[from] != '{') {
            scanner.reset(in, from, to);
            try {
                scanner.requireEnd(scanner.skipValue(from, 0));
            } catch (RecordException notJson) {
                throw new RecordException(
                        "Key bytes have to hold JSON (an object, a string or a whole number) to become"
                                + " a document id, and hold something else. Set key.converter to what wrote the keys.");
            }
            return scalarOfJson(in, from, to, "The key");
        }
        String only = chosen.isEmpty() ? onlyField(in, from, to) : null;
        if (only != null) {
            return only;
        }
        Map<String, int[]> fields = JsonFields.slices(in, from, to);
        int[] payload = fields.get("payload");
        if (mayBeWrapped && payload != null && fields.size() == 2 && fields.containsKey("schema")) {
            return ofJson(in, payload[0], payload[1], false);
        }
        List<String> names = chosen.isEmpty() ? new ArrayList<>(fields.keySet()) : chosen;
        return join(names, name -> {
            int[] slice = fields.get(name);
            return slice == null ? null : scalarOfJson(in, slice[0], slice[1], "Key field " + name);
        });
    }

    /** The usual key has one field; it gets by without a map. Null when there are more. */
    private @Nullable String onlyField(byte[] in, int from, int to) {
        scanner.reset(in, from, to);
        int at = scanner.skipBlank(from + 1);
        if (scanner.at(at) != '"') {
            return null;
        }
        int start = scanner.skipColon(scanner.skipName(at));
        int stop = scanner.skipValue(start, 0);
        at = scanner.skipBlank(stop);
        if (scanner.at(at) != '}') {
            return null;
        }
        scanner.requireEnd(at + 1);
        return in[start] == '{' ? null : scalarOfJson(in, start, stop, "The key field");
    }

    private static String scalarOfJson(byte[] in, int from, int to, String what) {
        String text = JsonFields.scalar(in, from, to);
        if (text == null) {
            throw unfit(what, "is null, a fraction or a container");
        }
        return text;
    }

    private static String scalar(Object value, String what) {
        String text = Scalars.text(value);
        if (text == null) {
            throw unfit(what, "is " + value.getClass().getSimpleName());
        }
        return text;
    }

    private String join(List<String> names, java.util.function.Function<String, @Nullable Object> values) {
        StringBuilder joined = new StringBuilder();
        String between = "";
        for (String name : names) {
            Object value = values.apply(name);
            if (value == null) {
                throw unfit("Key field " + name, "is missing or null");
            }
            String text = scalar(value, "Key field " + name);
            if (names.size() == 1) {
                return text;
            }
            joined.append(between).append(escaped(text));
            between = separator;
        }
        return joined.toString();
    }

    /** So that ("a:", "b") and ("a", ":b") stay two documents. */
    String escaped(String text) {
        return text.replace("\\", "\\\\").replace(separator, "\\" + separator);
    }

    private static RecordException unfit(String what, String found) {
        return new RecordException(what + " has to be a string, whole number or boolean to become a document id, and "
                + found + ". Set document.id.fields to fields that are, or key.ignore=true.");
    }
}
