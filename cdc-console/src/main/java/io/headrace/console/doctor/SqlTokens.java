package io.headrace.console.doctor;

import java.util.ArrayList;
import java.util.List;

/** The words of an SQL statement: names without their quotes, signs, and one placeholder for each literal; no comments. */
final class SqlTokens {

    static final String LITERAL = "?";

    private final String sql;
    private final boolean keepsQuotes;
    private int at;

    private SqlTokens(String sql, boolean keepsQuotes) {
        this.sql = sql;
        this.keepsQuotes = keepsQuotes;
    }

    /** @param most words to read: a statement may hold megabytes of values */
    static List<String> of(String sql, int most) {
        return of(new SqlTokens(sql, false), most);
    }

    /** The same, where a name in backticks keeps them: it is no word of the language. */
    static List<String> quoted(String sql, int most) {
        return of(new SqlTokens(sql, true), most);
    }

    private static List<String> of(SqlTokens words, int most) {
        List<String> found = new ArrayList<>();
        while (found.size() < most && words.skipToNext()) {
            found.add(words.next());
        }
        return found;
    }

    /** Over blanks and comments; a comment that MySQL executes is read as what it holds. */
    private boolean skipToNext() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("/*!", at)) {
                at += 3;
                while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
                    at++;
                }
            } else if (sql.startsWith("*/", at)) {
                at += 2;
            } else if (sql.startsWith("/*", at)) {
                at = after("*/");
            } else if (c == '#' || sql.startsWith("-- ", at)) {
                at = after("\n");
            } else {
                return true;
            }
        }
        return false;
    }

    private int after(String end) {
        int found = sql.indexOf(end, at + 1);
        return found < 0 ? sql.length() : found + end.length();
    }

    private String next() {
        char c = sql.charAt(at);
        if (c == '`') {
            String name = quoted(c);
            return keepsQuotes ? '`' + name + '`' : name;
        }
        if (c == '\'' || c == '"') {
            quoted(c);
            return LITERAL;
        }
        int start = at++;
        if (isOfWord(c)) {
            while (at < sql.length() && isOfWord(sql.charAt(at))) {
                at++;
            }
        }
        return sql.substring(start, at);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (c == '\\' && quote != '`' && at < sql.length()) {
                at++;
            } else if (c == quote) {
                if (at >= sql.length() || sql.charAt(at) != quote) {
                    break;
                }
                text.append(quote);
                at++;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
