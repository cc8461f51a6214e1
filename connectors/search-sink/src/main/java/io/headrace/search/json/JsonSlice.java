package io.headrace.search.json;

import java.nio.charset.StandardCharsets;

/** A slice of UTF-8 bytes that hold one well-formed JSON value without line breaks. Never written to after it is made. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record JsonSlice(byte[] bytes, int offset, int length) {
    public static final JsonSlice NONE = new JsonSlice(new byte[0], 0, 0);

    public static JsonSlice of(byte[] whole) {
        return new JsonSlice(whole, 0, whole.length);
    }

    @Override
    public String toString() {
        return length + " bytes of JSON";
    }

    /** For tests and cold paths. */
    public String text() {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
