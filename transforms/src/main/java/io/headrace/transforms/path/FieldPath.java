package io.headrace.transforms.path;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * A path from a row to one value, or with {@code *} to several: {@code a.b.c}. Names with a dot, a star or a backtick go in
 * backticks, where two backticks stand for one; {@code *} stands for every element of an array and every value of a map.
 */
public record FieldPath(String text, List<Segment> segments) {

    /** One step down: a name, or any name and element. */
    public record Segment(String name, boolean any) {}

    public FieldPath {
        segments = List.copyOf(segments);
    }

    /** The path of one name, taken literally. */
    public static FieldPath ofName(String name) {
        return new FieldPath(name, List.of(new Segment(name, false)));
    }

    /** @throws ConfigException if the text is no path; the message says where, and shows how one is written */
    public static FieldPath parse(String text) {
        List<Segment> segments = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = text.startsWith("`", at) ? closingBacktick(text, at) + 1 : nextDot(text, at);
            segments.add(segment(text, at, end));
            if (end == text.length()) {
                return new FieldPath(text, segments);
            }
            if (text.charAt(end) != '.') {
                throw malformed(text, "a dot was needed at position " + end);
            }
            at = end + 1;
        }
    }

    public Segment first() {
        return segments.get(0);
    }

    public Segment last() {
        return segments.get(segments.size() - 1);
    }

    /** Everything but the last segment; no segments for a column of the row. */
    public FieldPath parent() {
        return new FieldPath(text, segments.subList(0, segments.size() - 1));
    }

    private static Segment segment(String text, int from, int to) {
        String raw = text.substring(from, to);
        if (raw.startsWith("`")) {
            raw = raw.substring(1, raw.length() - 1).replace("``", "`");
            if (raw.isEmpty()) {
                throw malformed(text, "the name between backticks at position " + from + " is empty");
            }
            return new Segment(raw, false);
        }
        if (raw.isBlank()) {
            throw malformed(text, "the name at position " + from + " is empty");
        }
        return new Segment(raw, raw.equals("*"));
    }

    private static int nextDot(String text, int from) {
        int dot = text.indexOf('.', from);
        return dot < 0 ? text.length() : dot;
    }

    private static int closingBacktick(String text, int open) {
        int at = text.indexOf('`', open + 1);
        while (at >= 0) {
            if (!text.startsWith("`", at + 1)) {
                return at;
            }
            at = text.indexOf('`', at + 2);
        }
        throw malformed(text, "the backtick at position " + open + " is never closed");
    }

    private static ConfigException malformed(String text, String why) {
        return new ConfigException("'" + text + "' is not a field path: " + why
                + ". Write a.b.c, `a.b`.c for a name with a dot, a.*.c for every element of an array.");
    }
}
