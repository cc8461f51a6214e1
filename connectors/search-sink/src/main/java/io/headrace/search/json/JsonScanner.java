package io.headrace.search.json;

import io.headrace.search.failure.RecordException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Steps over JSON text and checks that it is well-formed (RFC 8259) on the way, building nothing. It does not check that the
 * bytes are UTF-8: the server does, and refuses the document alone. Reused from record to record by one thread. Positions are
 * indexes into the array given to {@link #reset}. Each method throws {@link RecordException} for text that is not well-formed.
 */
public final class JsonScanner {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** No further field or element. */
    public static final int NONE = -1;

    private final int deepest;
    private byte[] in = new byte[0];
    private int end;
    private boolean lineBreaks;
    private boolean escapes;
    private int after;

    public JsonScanner(int deepest) {
        this.deepest = deepest;
    }

    public void reset(byte[] text, int from, int to) {
        in = text;
        end = to;
        lineBreaks = false;
    }

    /** Whether a line break was stepped over between tokens since the last reset. */
    public boolean sawLineBreaks() {
        return lineBreaks;
    }

    public byte at(int position) {
        if (position >= end) {
            throw cut();
        }
        return in[position];
    }

    public int skipBlank(int position) {
        int at = position;
        while (at < end && in[at] <= ' ' && in[at] >= 0) {
            byte b = in[at];
            if (b == '\n' || b == '\r') {
                lineBreaks = true;
            } else if (b != ' ' && b != '\t') {
                throw malformed(at, "a control character");
            }
            at++;
        }
        return at;
    }

    /** Position after the value that starts at the given position. */
    public int skipValue(int position, int depth) {
        byte b = at(position);
        return switch (b) {
            case '"' -> skipString(position + 1);
            case '{' -> skipObject(position, deeper(depth));
            case '[' -> skipArray(position, deeper(depth));
            case 't' -> literal(position, "true");
            case 'f' -> literal(position, "false");
            case 'n' -> literal(position, "null");
            default -> skipNumber(position);
        };
    }

    /** Nothing but blanks may follow the outermost value. */
    public void requireEnd(int position) {
        if (skipBlank(position) < end) {
            throw malformed(position, "something after the end of the value");
        }
    }

    private int deeper(int depth) {
        if (depth >= deepest) {
            throw new RecordException("The value nests deeper than document.max.depth=" + deepest
                    + ". Raise it if the index takes such documents, or flatten the field.");
        }
        return depth + 1;
    }

    private int skipObject(int brace, int depth) {
        for (int at = first(brace, '}'); at != NONE; at = next(at, '}')) {
            at = skipValue(skipColon(skipName(at)), depth);
        }
        return after;
    }

    private int skipArray(int bracket, int depth) {
        for (int at = first(bracket, ']'); at != NONE; at = next(at, ']')) {
            at = skipValue(at, depth);
        }
        return after;
    }

    /**
     * Where the first field of an object or the first element of an array starts, or {@link #NONE} when it is empty; then
     * {@link #after} is behind it.
     *
     * @param open position of its brace or bracket
     * @param close what ends it
     */
    public int first(int open, char close) {
        int at = skipBlank(open + 1);
        if (at(at) != close) {
            return at;
        }
        after = at + 1;
        return NONE;
    }

    /**
     * As {@link #first}, for the field or element that follows.
     *
     * @param position behind the value before it
     */
    public int next(int position, char close) {
        int at = skipBlank(position);
        byte b = at(at);
        if (b == ',') {
            return skipBlank(at + 1);
        }
        if (b != close) {
            throw malformed(at, close == '}' ? "no comma between two fields" : "no comma between two elements");
        }
        after = at + 1;
        return NONE;
    }

    /** Behind the object or array that {@link #first} or {@link #next} has just found the end of. */
    public int after() {
        return after;
    }

    /** From the opening quote of a field name to after the closing one. */
    public int skipName(int position) {
        if (at(position) != '"') {
            throw malformed(position, "no quote before a field name");
        }
        escapes = false;
        return skipString(position + 1);
    }

    /** Whether a string since the start of the last field name holds escapes, so that its bytes are not its text. */
    public boolean sawEscapes() {
        return escapes;
    }

    /** To the first byte of the value behind the colon. */
    public int skipColon(int position) {
        int at = skipBlank(position);
        if (at(at) != ':') {
            throw malformed(at, "no colon after a field name");
        }
        return skipBlank(at + 1);
    }

    private int skipString(int afterQuote) {
        int at = afterQuote;
        while (true) {
            at = skipPlain(at);
            byte b = at(at);
            if (b == '"') {
                return at + 1;
            }
            if (b == '\\') {
                escapes = true;
                at = skipEscape(at + 1);
            } else {
                throw malformed(at, "a control character in a string");
            }
        }
    }

    /** To the next quote, backslash or control character, eight bytes at a time. */
    private int skipPlain(int position) {
        final byte[] text = in;
        int at = position;
        while (at + 8 <= end) {
            long hits = special((long) EIGHT_BYTES.get(text, at));
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            at += 8;
        }
        while (at < end && (text[at] < 0 || text[at] >= ' ') && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        return at;
    }

    /** The high bit of the first byte that is a quote, a backslash or a control character; bits above it mean nothing. */
    private static long special(long eight) {
        long control = (eight - ONES * ' ') & ~eight;
        long quote = eight ^ (ONES * '"');
        long backslash = eight ^ (ONES * '\\');
        return (control | ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash)) & HIGH_BITS;
    }

    private int skipEscape(int position) {
        byte b = at(position);
        switch (b) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return position + 1;
            }
            case 'u' -> {
                for (int i = 1; i <= 4; i++) {
                    if (Character.digit(at(position + i), 16) < 0) {
                        throw malformed(position, "a broken \\u escape");
                    }
                }
                return position + 5;
            }
            default -> throw malformed(position, "an unknown escape");
        }
    }

    private int literal(int position, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at(position + i) != word.charAt(i)) {
                throw malformed(position, "an unknown word");
            }
        }
        return position + word.length();
    }

    private int skipNumber(int position) {
        int at = at(position) == '-' ? position + 1 : position;
        if (at(at) == '0') {
            at++;
        } else {
            at = skipDigits(at);
        }
        if (at < end && in[at] == '.') {
            at = skipDigits(at + 1);
        }
        if (at < end && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            at = skipDigits(at(at) == '+' || at(at) == '-' ? at + 1 : at);
        }
        return at;
    }

    private int skipDigits(int position) {
        int at = position;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == position) {
            at(at);
            throw malformed(at, "no digit where a value has to be");
        }
        return at;
    }

    private static RecordException cut() {
        return new RecordException(
                "The value is JSON that ends in the middle. Look at what produced it, or set record.format and the"
                        + " converter to what the topic holds.");
    }

    public static RecordException malformed(int position, String found) {
        return new RecordException("The value is not well-formed JSON: " + found + " at byte " + position
                + ". Look at what produced it, or choose the converter for what the topic holds.");
    }
}
