package io.headrace.search.json;

import java.nio.charset.StandardCharsets;

/** A slice of UTF-8 bytes that hold one well-formed JSON value without line breaks. Never written to after it is made. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Json(byte[] bytes, int offset, int length) {
    public static final Json NONE = new Json(new byte[0], 0, 0);

    public static Json of(byte[] whole) {
        return new Json(whole, 0, whole.length);
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
