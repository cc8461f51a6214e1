package io.headrace.search.identity;

import io.headrace.search.document.TemporalWriter;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonFields;
import io.headrace.search.json.JsonScalarText;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** One field of a key that has a schema, as the text that JSON holds of it. Stateless. */
final class KeyFieldText {
    private static final long DAY_MILLIS = 86_400_000L;

    private KeyFieldText() {}

    /** @param what the field, for messages */
    static String text(Schema schema, Object value, String what) {
        String text = JsonScalarText.text(value);
        if (text != null) {
            return text;
        }
        if (value instanceof Date date) {
            long millis = TemporalWriter.millis(date);
            boolean days = org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(schema.name());
            return Long.toString(days ? Math.floorDiv(millis, DAY_MILLIS) : millis);
        }
        text = base64(value);
        if (text == null) {
            throw unfit(what, "is " + value.getClass().getSimpleName());
        }
        return text;
    }

    /** The text of a value in well-formed JSON. */
    static String ofJson(byte[] in, int from, int to, String what) {
        String text = JsonFields.scalar(in, from, to);
        if (text == null) {
            throw unfit(what, in[from] == 'n' ? "is null" : "is an array or object");
        }
        return text;
    }

    /** Null for what is no bytes. */
    static @Nullable String base64(Object value) {
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Base64.getEncoder().encodeToString(bytes);
        }
        return null;
    }

    static RecordException unfit(String what, String found) {
        return new RecordException(
                what + " has to be a string, whole number, decimal, boolean or bytes to become a document id, and "
                        + found + ". Set document.id.fields to fields that are, or key.ignore=true.");
    }
}
