package io.headrace.search.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing buffer of UTF-8 that knows how to write JSON strings and numbers without intermediate objects. Not
 * thread-safe; kept and reused by its owner.
 */
public final class JsonBuffer {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes;
    private int length;

    public JsonBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int length() {
        return length;
    }

    public void clear() {
        length = 0;
    }

    /** Cuts back to an earlier length. */
    public void truncate(int earlier) {
        length = earlier;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    /** The memory behind the buffer, valid up to {@link #length} until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** Gives memory back after an unusually large document. */
    public void shrinkTo(int capacity) {
        if (bytes.length > capacity) {
            bytes = new byte[capacity];
        }
        length = 0;
    }

    public JsonBuffer raw(byte b) {
        ensure(1);
        bytes[length++] = b;
        return this;
    }

    public JsonBuffer raw(char ascii) {
        return raw((byte) ascii);
    }

    public JsonBuffer raw(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return this;
    }

    public JsonBuffer raw(byte[] from) {
        return raw(from, 0, from.length);
    }

    public JsonBuffer json(JsonSlice json) {
        return raw(json.bytes(), json.offset(), json.length());
    }

    /** Text that is known to need no escapes. */
    @SuppressWarnings("deprecation") // the one call that copies Latin-1 without an intermediate array
    public JsonBuffer ascii(String text) {
        int count = text.length();
        ensure(count);
        text.getBytes(0, count, bytes, length);
        length += count;
        return this;
    }

    public JsonBuffer number(long value) {
        if (value == Long.MIN_VALUE) {
            return ascii("-9223372036854775808");
        }
        ensure(20);
        long rest = value;
        if (rest < 0) {
            bytes[length++] = '-';
            rest = -rest;
        }
        digits(rest, digitsOf(rest));
        return this;
    }

    /**
     * A number with a decimal point.
     *
     * @param scaled the number without its sign, times ten to the power of {@code fraction}
     * @param fraction how many digits are behind the point, one at least
     */
    JsonBuffer decimal(boolean negative, long scaled, int fraction) {
        ensure(22);
        if (negative) {
            bytes[length++] = '-';
        }
        digits(scaled, Math.max(digitsOf(scaled), fraction + 1));
        int point = length - fraction;
        System.arraycopy(bytes, point, bytes, point + 1, fraction);
        bytes[point] = '.';
        length++;
        return this;
    }

    private static int digitsOf(long value) {
        int digits = 1;
        for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private void digits(long value, int digits) {
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    /** A quoted, escaped string; lone surrogates become the replacement character. */
    public JsonBuffer string(String text) {
        int count = text.length();
        ensure(count + 2);
        final byte[] out = bytes;
        int at = length;
        out[at++] = '"';
        int plain = 0;
        while (plain < count && isPlain(text.charAt(plain))) {
            out[at++] = (byte) text.charAt(plain++);
        }
        length = at;
        for (int i = plain; i < count; i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                raw((byte) c);
            } else if (c < 0x80) {
                escape(c);
            } else if (c < 0x800) {
                ensure(2);
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(text.charAt(i + 1))) {
                supplementary(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                threeBytes(Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return raw('"');
    }

    /** Whether the character is written as the one byte that it is. */
    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }

    private void escape(char c) {
        raw('\\');
        switch (c) {
            case '"', '\\' -> raw(c);
            case '\n' -> raw('n');
            case '\r' -> raw('r');
            case '\t' -> raw('t');
            case '\b' -> raw('b');
            case '\f' -> raw('f');
            default -> ascii("u00").raw(HEX[c >> 4]).raw(HEX[c & 0xF]);
        }
    }

    private void threeBytes(char c) {
        ensure(3);
        bytes[length++] = (byte) (0xE0 | (c >> 12));
        bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (c & 0x3F));
    }

    private void supplementary(int codePoint) {
        ensure(4);
        bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
