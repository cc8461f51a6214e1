package io.headrace.listener.reaction;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that a reaction publishes to Kafka. It is written in the same transaction as the listener's offsets, so that
 * {@code read_committed} readers see it exactly once. Key and value are not copied and must not be modified.
 */
public final class Message {
    /** Of a record and its batch. */
    private static final int OVERHEAD = 128;

    private final String topic;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Map<String, byte[]> headers;

    public Message(String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        this.topic = topic;
        this.key = key;
        this.value = value;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static Message of(String topic, byte @Nullable [] key, byte @Nullable [] value) {
        return new Message(topic, key, value, Map.of());
    }

    /** A copy that has this header too, or instead. */
    public Message header(String name, String text) {
        Map<String, byte[]> more = new LinkedHashMap<>(headers);
        more.put(name, text.getBytes(StandardCharsets.UTF_8));
        return new Message(topic, key, value, more);
    }

    public String topic() {
        return topic;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public Map<String, byte[]> headers() {
        return headers;
    }

    /** About as many bytes as its record takes. */
    public int size() {
        int size = OVERHEAD + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
        for (var header : headers.entrySet()) {
            size += header.getKey().length() + header.getValue().length;
        }
        return size;
    }
}
