package io.headrace.transforms.type;

import io.headrace.transforms.path.FieldLocation;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The canonical text of a UUID that arrives as 16 bytes, or as hex or base64 text of them. */
final class UuidText {

    private static final int BYTES = 16;
    private static final int HEX = 32;
    private static final int CANONICAL = 36;
    private static final Pattern CANONICAL_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private UuidText() {}

    static String of(Object value, FieldLocation location) {
        byte[] bytes = null;
        String found;
        if (value instanceof String text) {
            if (isCanonical(text)) {
                return text;
            }
            bytes = decode(text);
            found = "text of " + text.length() + " characters";
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            bytes = NumberTypes.bytes(value);
            found = bytes.length + " bytes";
        } else {
            found = "a " + value.getClass().getSimpleName();
        }
        if (bytes == null || bytes.length != BYTES) {
            throw location.error("the 16 bytes of a UUID", found, "Take the field out of 'uuid.fields'.");
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong()).toString();
    }

    private static boolean isCanonical(String text) {
        return text.length() == CANONICAL && CANONICAL_FORM.matcher(text).matches();
    }

    private static byte @Nullable [] decode(String text) {
        try {
            if (text.length() == HEX) {
                return HexFormat.of().parseHex(text);
            }
            return (text.indexOf('-') >= 0 || text.indexOf('_') >= 0 ? Base64.getUrlDecoder() : Base64.getDecoder())
                    .decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
