package io.headrace.search.json;

import io.headrace.search.config.SettingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names from the outermost object inwards, written with dots. A name that holds a dot or a backtick goes in backticks, two
 * for one inside, as in the transforms: {@code `spec.width`}.
 */
public record DottedPath(List<String> names) {
    public DottedPath {
        names = List.copyOf(names);
    }

    /**
     * @param setting which one holds the text; for the message
     * @throws SettingException when the text is no path; the message says where and shows how one is written
     */
    public static DottedPath parse(String setting, String text) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (true) {
            int end = text.startsWith("`", at) ? closingBacktick(setting, text, at) + 1 : nextDot(text, at);
            names.add(name(setting, text, at, end));
            if (end == text.length()) {
                return new DottedPath(names);
            }
            if (text.charAt(end) != '.') {
                throw malformed(setting, text, "needs a dot at position " + end);
            }
            at = end + 1;
        }
    }

    /** Of names that are constants of the program. */
    public static DottedPath of(String... names) {
        return new DottedPath(List.of(names));
    }

    /** The one name that a text stands for where no path is possible: with or without backticks, dots included. */
    public static String plainName(String setting, String text) {
        return text.startsWith("`") && closingBacktick(setting, text, 0) == text.length() - 1
                ? name(setting, text, 0, text.length())
                : text;
    }

    private static String name(String setting, String text, int from, int to) {
        String raw = text.substring(from, to);
        if (raw.startsWith("`")) {
            raw = raw.substring(1, raw.length() - 1).replace("``", "`");
        }
        if (raw.isEmpty()) {
            throw malformed(setting, text, "has an empty name at position " + from);
        }
        return raw;
    }

    private static int nextDot(String text, int from) {
        int dot = text.indexOf('.', from);
        return dot < 0 ? text.length() : dot;
    }

    private static int closingBacktick(String setting, String text, int open) {
        int at = text.indexOf('`', open + 1);
        while (at >= 0) {
            if (!text.startsWith("`", at + 1)) {
                return at;
            }
            at = text.indexOf('`', at + 2);
        }
        throw malformed(setting, text, "has a backtick at position " + open + " that is never closed");
    }

    private static SettingException malformed(String setting, String text, String why) {
        return new SettingException(
                setting,
                text,
                why + ". Write a.b for field b of object a, and `a.b` in backticks for a name with dots in it, also"
                        + " where it begins or ends with one");
    }

    /** As it would have to be written in a setting. */
    @Override
    public String toString() {
        return names.stream().map(DottedPath::quoted).collect(Collectors.joining("."));
    }

    /** One name as it stands in a path. */
    public static String quoted(String name) {
        return name.contains(".") || name.startsWith("`") ? "`" + name.replace("`", "``") + "`" : name;
    }
}
