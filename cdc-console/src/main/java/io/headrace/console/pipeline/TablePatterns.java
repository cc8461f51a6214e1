package io.headrace.console.pipeline;

import io.headrace.console.server.Database;
import io.headrace.console.server.Problem;
import io.headrace.console.suggest.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Tables by name: {@code database.table}, where {@code *} stands for any characters and {@code ?} for one. The first dot
 * parts the database from the table, whose name may have more of them.
 *
 * @param wanted at least one
 * @param excluded what is left out of those
 */
public record TablePatterns(List<String> wanted, List<String> excluded) {

    public TablePatterns {
        wanted = List.copyOf(wanted);
        excluded = List.copyOf(excluded);
        for (String pattern : concat(wanted, excluded)) {
            int dot = pattern.indexOf('.');
            if (dot < 1 || dot == pattern.length() - 1) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "A table is named as database.table, for instance 'shop.*' in quotation marks; found " + pattern
                                + ".");
            }
        }
    }

    /**
     * The tables that are wanted, in the order of their names.
     *
     * @param all each {@code database.table}
     * @throws Problem when a pattern selects none; it names the nearest
     */
    public List<String> among(Collection<String> all) {
        TreeSet<String> selected = new TreeSet<>();
        for (String pattern : wanted) {
            List<String> matching =
                    all.stream().filter(table -> matches(pattern, table)).toList();
            if (matching.isEmpty()) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "No table that this user may see is called " + pattern + NearestName.hint(pattern, all)
                                + " If it is there, the user needs a privilege on it: GRANT SELECT ON "
                                + databases(pattern) + ".* TO …;");
            }
            selected.addAll(matching);
        }
        selected.removeIf(table -> excluded.stream().anyMatch(pattern -> matches(pattern, table)));
        if (selected.isEmpty()) {
            throw new Problem(Problem.Kind.USAGE, "--exclude leaves none of the tables that --tables selects.");
        }
        return new ArrayList<>(selected);
    }

    /** As GRANT names them, where {@code %} and {@code _} are what {@code *} and {@code ?} are here. */
    private static String databases(String pattern) {
        String name = pattern.substring(0, pattern.indexOf('.'));
        return Database.quoted(
                name.replace("_", "\\_").replace("%", "\\%").replace('*', '%').replace('?', '_'));
    }

    /** Whether it is one name, not a pattern of several. */
    public static boolean isPlain(String pattern) {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    /** Whether a pattern, or a name, means this table. */
    public static boolean matches(String pattern, String table) {
        StringBuilder regex = new StringBuilder();
        pattern.codePoints()
                .forEach(c -> regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        }));
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(table).matches();
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }
}
