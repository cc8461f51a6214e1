package io.headrace.console.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A statement of the binlog that changes rows, or throws them away, without a row event.
 *
 * @param tables those that it names, each {@code database.table}; among them may be names that are no tables
 */
record SilentStatement(SilentChange kind, Set<String> tables) {

    private static final int LONGEST_HEAD = 400;
    private static final int LONGEST_DEFINITION = 20_000;

    private static final String MODIFIERS = "LOW_PRIORITY|HIGH_PRIORITY|DELAYED|IGNORE|QUICK|LOCAL|CONCURRENT";

    /** A table's name follows one of these. */
    private static final Pattern BEFORE_NAMES = Pattern.compile(
            "INSERT|REPLACE|UPDATE|DELETE|INTO|FROM|JOIN|USING|TABLE|TRUNCATE|TO|AS|RENAME|EXISTS|,|" + MODIFIERS,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NO_NAME = Pattern.compile(
            "[^\\p{L}\\p{N}_$].*|INTO|FROM|TABLE|IF|EXISTS|TO|AS|DATA|" + MODIFIERS,
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    SilentStatement {
        tables = Set.copyOf(tables);
    }

    /**
     * @param database the session's, for names without one
     * @param sql a statement as the binlog has it
     */
    static Optional<SilentStatement> of(String database, String sql) {
        List<String> words = SqlTokens.of(sql, LONGEST_HEAD);
        return switch (word(words, 0)) {
            case "INSERT", "REPLACE", "LOAD" ->
                of(SilentChange.STATEMENT, database, until(words, 1, "\\(|SET|SELECT|VALUES?"));
            case "UPDATE" -> of(SilentChange.STATEMENT, database, until(words, 1, "SET"));
            case "DELETE" -> of(SilentChange.STATEMENT, database, until(words, 1, "WHERE"));
            case "WITH" -> of(SilentChange.STATEMENT, database, until(words, changes(words), "SET|WHERE"));
            case "TRUNCATE" -> of(SilentChange.TRUNCATE, database, words);
            case "RENAME" -> of(SilentChange.SWAP, database, words);
            case "DROP" -> word(words, 1).equals("TABLE") ? of(SilentChange.DROP, database, words) : Optional.empty();
            case "ALTER" -> word(words, 1).equals("TABLE") ? alter(database, words) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * A table whose types the source takes by another word than MySQL does.
     *
     * @param database the session's, for names without one
     */
    static Optional<SilentStatement> misread(String database, String sql) {
        List<String> words = SqlTokens.quoted(sql, LONGEST_DEFINITION);
        boolean defines =
                word(words, 0).matches("CREATE|ALTER") && word(words, 1).equals("TABLE");
        if (!defines || !hasAMisreadType(words)) {
            return Optional.empty();
        }
        int name = 2;
        while (word(words, name).matches("IF|NOT|EXISTS")) {
            name++;
        }
        boolean hasDatabase = word(words, name + 1).equals(".");
        String table = plain(words, hasDatabase ? name + 2 : name);
        return Optional.of(new SilentStatement(
                SilentChange.MISREAD_TYPE, Set.of((hasDatabase ? plain(words, name) : database) + "." + table)));
    }

    private static String plain(List<String> words, int i) {
        return i < words.size() ? words.get(i).replaceAll("^`|`$", "") : "";
    }

    /** A type stands behind a column's name; a name stands behind a bracket, a comma or one of these words. */
    private static boolean hasAMisreadType(List<String> words) {
        for (int i = 3; i < words.size(); i++) {
            boolean isBehindAName = !word(words, i - 1)
                    .matches(
                            "[(,.>=<+*/-]|COLUMN|ADD|MODIFY|CHANGE|DROP|TABLE|EXISTS|AFTER|KEY|INDEX|UNIQUE|TO|CHECK|BY|AS");
            boolean isNumber = word(words, i).matches("FLOAT4|REAL");
            boolean isText = word(words, i).matches("BYTE|UNICODE") && isBehindAText(words, i);
            if ((isNumber && isBehindAName) || isText) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBehindAText(List<String> words, int i) {
        String text = "CHAR|VARCHAR|CHARACTER|VARYING|TEXT|TINYTEXT|MEDIUMTEXT|LONGTEXT";
        return word(words, i - 1).matches(text)
                || (word(words, i - 1).equals(")")
                        && i >= 4
                        && word(words, i - 4).matches(text));
    }

    private static Optional<SilentStatement> alter(String database, List<String> words) {
        List<String> altered = words.subList(0, Math.min(words.size(), 5));
        for (int i = 2; i + 1 < words.size(); i++) {
            String next = word(words, i + 1);
            switch (word(words, i)) {
                case "DROP", "TRUNCATE" -> {
                    if (next.equals("PARTITION")) {
                        return of(SilentChange.PARTITION, database, altered);
                    }
                }
                case "EXCHANGE" -> {
                    return of(SilentChange.PARTITION, database, onlyAfterTable(words));
                }
                case "DISCARD", "IMPORT" -> {
                    return of(SilentChange.TABLESPACE, database, altered);
                }
                case "RENAME" -> {
                    if (!next.matches("COLUMN|INDEX|KEY")) {
                        return of(SilentChange.SWAP, database, words);
                    }
                }
                case "ADD" -> {
                    if (!next.matches("INDEX|KEY|PARTITION|CONSTRAINT|FOREIGN|UNIQUE|FULLTEXT|SPATIAL|CHECK|PRIMARY")) {
                        return of(SilentChange.COLUMNS, database, altered);
                    }
                }
                case "MODIFY", "CHANGE" -> {
                    return of(SilentChange.COLUMNS, database, altered);
                }
                default -> {}
            }
        }
        return Optional.empty();
    }

    /** What exchanges two tables names both after the word TABLE; what else follows is of the partition. */
    private static List<String> onlyAfterTable(List<String> words) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i++) {
            if (word(words, i).equals("TABLE")) {
                kept.addAll(words.subList(i, Math.min(words.size(), i + 4)));
            }
        }
        return kept;
    }

    /** Where the statement behind the common table expressions begins. */
    private static int changes(List<String> words) {
        int depth = 0;
        for (int i = 1; i < words.size(); i++) {
            depth += words.get(i).equals("(") ? 1 : words.get(i).equals(")") ? -1 : 0;
            if (depth == 0 && word(words, i).matches("UPDATE|DELETE")) {
                return i;
            }
        }
        return words.size();
    }

    /** What stands before the values and conditions: there the tables are. */
    private static List<String> until(List<String> words, int from, String end) {
        for (int i = from; i < words.size(); i++) {
            if (word(words, i).matches(end)) {
                return words.subList(from - 1, i);
            }
        }
        return words.subList(Math.min(from, words.size()) - 1, words.size());
    }

    private static Optional<SilentStatement> of(SilentChange kind, String database, List<String> words) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 1; i < words.size(); i++) {
            String name = words.get(i);
            if (BEFORE_NAMES.matcher(words.get(i - 1)).matches()
                    && !NO_NAME.matcher(name).matches()) {
                if (i + 2 < words.size() && words.get(i + 1).equals(".")) {
                    names.add(name + "." + words.get(i + 2));
                } else if (!database.isEmpty()) {
                    names.add(database + "." + name);
                }
            }
        }
        return Optional.of(new SilentStatement(kind, names));
    }

    private static String word(List<String> words, int i) {
        return i < words.size() ? words.get(i).toUpperCase(Locale.ROOT) : "";
    }

    /** Of these tables the captured ones. */
    List<String> captured(Predicate<String> isCaptured) {
        return tables.stream().filter(isCaptured).sorted().toList();
    }
}
