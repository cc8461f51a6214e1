package io.headrace.search.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads single values out of JSON text that may be whole documents or keys. */
public final class JsonFields {
    private static final int DEEPEST = 1000;

    private JsonFields() {}

    /** The scalar at a path of a well-formed object, as text; null when there is none. */
    public static @Nullable String text(JsonSlice object, DottedPath path) {
        byte[] in = object.bytes();
        int from = object.offset();
        int to = from + object.length();
        for (String name : path.names()) {
            int[] slice = from < to && in[from] == '{' ? slices(in, from, to).get(name) : null;
            if (slice == null) {
                return null;
            }
            from = slice[0];
            to = slice[1];
        }
        return scalar(in, from, to);
    }

    /**
     * Field name to start and end of its value, in order of appearance; the outermost object only. Of fields with one name
     * the last counts. Empty for what is no object.
     */
    public static Map<String, int[]> slices(byte[] in, int from, int to) {
        Map<String, int[]> slices = new LinkedHashMap<>();
        if (in[from] != '{') {
            return slices;
        }
        JsonScanner scanner = scanner(in, from, to);
        for (int at = scanner.first(from, '}'); at != JsonScanner.NONE; at = scanner.next(at, '}')) {
            int afterName = scanner.skipName(at);
            String name = string(in, at + 1, afterName - 1);
            int start = scanner.skipColon(afterName);
            at = scanner.skipValue(start, 0);
            slices.put(name, new int[] {start, at});
        }
        scanner.requireEnd(scanner.after());
        return slices;
    }

    /** Start and end of each element of an array. */
    public static List<int[]> elements(byte[] in, int from, int to) {
        List<int[]> elements = new ArrayList<>();
        JsonScanner scanner = scanner(in, from, to);
        for (int at = scanner.first(from, ']'); at != JsonScanner.NONE; at = scanner.next(at, ']')) {
            int start = at;
            at = scanner.skipValue(start, 0);
            elements.add(new int[] {start, at});
        }
        scanner.requireEnd(scanner.after());
        return elements;
    }

    private static JsonScanner scanner(byte[] in, int from, int to) {
        JsonScanner scanner = new JsonScanner(DEEPEST);
        scanner.reset(in, from, to);
        return scanner;
    }

    /** The text of a string, number (without exponent) or boolean; null for everything else. */
    public static @Nullable String scalar(byte[] in, int from, int to) {
        byte first = in[from];
        if (first == '"') {
            return string(in, from + 1, to - 1);
        }
        if (first == 't' || first == 'f') {
            return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        }
        if (first != '-' && (first < '0' || first > '9')) {
            return null;
        }
        String number = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        for (int at = first == '-' ? from + 1 : from; at < to; at++) {
            if (in[at] < '0' || in[at] > '9') {
                return JsonScalarText.plain(number);
            }
        }
        return number.equals("-0") ? "0" : number;
    }

    /** Decodes what stands between the quotes of a well-formed string. */
    public static String string(byte[] in, int from, int to) {
        for (int at = from; at < to; at++) {
            if (in[at] == '\\') {
                return unescape(new String(in, from, to - from, StandardCharsets.UTF_8));
            }
        }
        return new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char kind = text.charAt(++at);
            switch (kind) {
                case 'n' -> plain.append('\n');
                case 'r' -> plain.append('\r');
                case 't' -> plain.append('\t');
                case 'b' -> plain.append('\b');
                case 'f' -> plain.append('\f');
                case 'u' -> {
                    plain.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                    at += 4;
                }
                default -> plain.append(kind);
            }
        }
        return plain.toString();
    }
}
