package io.headrace.search.index;

import java.util.ArrayList;
import java.util.List;

/**
 * How much of prefix.database.table a regular expression leaves open, as far as what it begins and ends with shows.
 *
 * @param begin the characters that every match begins with
 * @param end the characters that every match ends with
 */
record TopicPattern(String begin, String end, boolean isOneTopic) {
    private static final String QUANTIFIERS = "*+?{";
    private static final String META = "[](){}*+?|^$\\";

    static TopicPattern of(String regex) {
        List<String> tokens = tokens(regex);
        if (tokens.stream().noneMatch(String::isEmpty)) {
            String all = String.join("", tokens);
            return new TopicPattern(all, all, true);
        }
        if (hasOutermostAlternative(regex)) {
            return new TopicPattern("", "", false);
        }
        int first = tokens.indexOf("");
        int last = tokens.lastIndexOf("");
        return new TopicPattern(
                String.join("", tokens.subList(0, first)),
                String.join("", tokens.subList(last + 1, tokens.size())),
                false);
    }

    /** Single characters, and an empty text for each that stands for more than itself. */
    private static List<String> tokens(String regex) {
        List<String> tokens = new ArrayList<>();
        for (int at = 0; at < regex.length(); at++) {
            char c = regex.charAt(at);
            boolean escapes = c == '\\' && at + 1 < regex.length() && !Character.isLetterOrDigit(regex.charAt(at + 1));
            if (escapes) {
                c = regex.charAt(++at);
            }
            boolean repeats = at + 1 < regex.length() && QUANTIFIERS.indexOf(regex.charAt(at + 1)) >= 0;
            boolean anchor = !escapes && ((c == '^' && at == 0) || (c == '$' && at == regex.length() - 1));
            if (!anchor) {
                tokens.add(repeats || (!escapes && META.indexOf(c) >= 0) ? "" : String.valueOf(c));
            }
        }
        return tokens;
    }

    private static boolean hasOutermostAlternative(String regex) {
        int depth = 0;
        for (int at = 0; at < regex.length(); at++) {
            switch (regex.charAt(at)) {
                case '\\' -> at++;
                case '(', '[' -> depth++;
                case ')', ']' -> depth--;
                case '|' -> {
                    if (depth == 0) {
                        return true;
                    }
                }
                default -> {}
            }
        }
        return false;
    }

    boolean isOneDatabase() {
        return dots(begin) >= 2 || dots(end) >= 2;
    }

    boolean isOneTable() {
        return dots(end) >= 1;
    }

    private static long dots(String text) {
        return text.chars().filter(c -> c == '.').count();
    }
}
