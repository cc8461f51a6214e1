package io.headrace.console.lint.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which tables a source captures, by its lists of regular expressions: each must match the whole of database.table, in any case.
 *
 * @param named the tables that are written out, as database.table
 * @param open whether others may be captured too: by an expression, or since no table is listed
 */
public record CapturedTables(List<String> named, boolean open, Connector source) {

    private static final String META = "*+?[](){}|^$";

    public static CapturedTables of(Connector source) {
        List<String> named = new ArrayList<>();
        List<String> entries = entries(source);
        for (String entry : entries) {
            plain(entry).ifPresent(named::add);
        }
        return new CapturedTables(List.copyOf(named), entries.isEmpty() || named.size() < entries.size(), source);
    }

    static List<String> entries(Connector source) {
        return Connector.items(source.get("table.include.list", source.get("table.whitelist")));
    }

    /** What an expression that stands for one name stands for; empty when it may match several. */
    public static Optional<String> plain(String expression) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
                if (isHexadecimal(expression, i)) {
                    name.append((char) Integer.parseInt(expression.substring(i + 1, i + 3), 16));
                    i += 2;
                    continue;
                }
                if (i == expression.length() || Character.isLetterOrDigit(expression.charAt(i))) {
                    return Optional.empty();
                }
                name.append(expression.charAt(i));
            } else if (META.indexOf(c) >= 0) {
                return Optional.empty();
            } else {
                name.append(c);
            }
        }
        return name.indexOf("${") >= 0 ? Optional.empty() : Optional.of(name.toString());
    }

    /** Such as {@code x2c}, for a character that parts the items of a list. */
    private static boolean isHexadecimal(String expression, int at) {
        return expression.substring(at).matches("x[0-9a-fA-F]{2}.*");
    }

    /** Whether a table of this name would be captured; true also where the lists can't be read. */
    boolean mayCapture(String table) {
        int dot = table.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String database = table.substring(0, dot);
        return listed("database", database) && listed("table", table);
    }

    private boolean listed(String kind, String name) {
        List<String> included = Connector.items(source.get(kind + ".include.list", source.get(kind + ".whitelist")));
        List<String> excluded = Connector.items(source.get(kind + ".exclude.list", source.get(kind + ".blacklist")));
        return (included.isEmpty() || matchesAny(included, name, true)) && !matchesAny(excluded, name, false);
    }

    public static boolean matchesAny(List<String> expressions, String name, boolean otherwise) {
        for (String expression : expressions) {
            try {
                if (expression.contains("${")
                        || Pattern.compile(expression, Pattern.CASE_INSENSITIVE)
                                .matcher(name)
                                .matches()) {
                    return expression.contains("${") ? otherwise : true;
                }
            } catch (PatternSyntaxException e) {
                return otherwise;
            }
        }
        return false;
    }
}
