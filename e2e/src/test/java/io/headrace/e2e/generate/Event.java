package io.headrace.e2e.generate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a table's topic, read without any class of ours.
 *
 * @param key the key's bytes as text
 * @param op of an envelope; of a flat row {@code "row"} or {@code "gone"}, and {@code "none"} for what follows a deletion
 * @param before the bytes of the row before as text, empty without one
 * @param after the bytes of the row after as text, empty without one
 * @param half whether it is the half of a key change that has the old key
 */
record Event(String key, String op, String before, String after, boolean half, int partition, long offset) {

    private static final JsonFactory JSON = new JsonFactory();

    static Event of(ConsumerRecord<byte[], byte[]> record, boolean flat) {
        String key = Batch.text(record.key());
        String text = Batch.text(record.value());
        boolean half = record.headers().lastHeader("__debezium.newkey") != null;
        if (text.isEmpty() || text.equals("null")) {
            return new Event(key, flat ? "gone" : "none", "", "", half, record.partition(), record.offset());
        }
        if (flat) {
            return new Event(key, "row", "", text, half, record.partition(), record.offset());
        }
        Map<String, String> parts = parts(record.value());
        return new Event(
                key,
                parts.getOrDefault("op", "").replace("\"", ""),
                parts.getOrDefault("before", "").replaceAll("^null$", ""),
                parts.getOrDefault("after", "").replaceAll("^null$", ""),
                half,
                record.partition(),
                record.offset());
    }

    boolean isRow() {
        return !after.isEmpty();
    }

    /** Whether the listener has to tell of it. */
    boolean isTold() {
        return !op.equals("none") && !half;
    }

    /** The fields of an object, each as its bytes. */
    private static Map<String, String> parts(byte[] object) {
        Map<String, String> parts = new HashMap<>();
        try (JsonParser json = JSON.createParser(object)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                int from = (int) json.currentTokenLocation().getByteOffset();
                json.skipChildren();
                json.finishToken();
                int to = (int) json.currentLocation().getByteOffset();
                parts.put(name, Batch.text(Arrays.copyOfRange(object, from, to)));
            }
            return parts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
