package io.headrace.console.server;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The name that was probably meant. */
public final class Nearest {

    private Nearest() {}

    /** The end of a message about an unknown name: what it may have meant, and what there is. */
    public static String hint(String wrong, Collection<String> names) {
        if (names.isEmpty()) {
            return "; there are none at all.";
        }
        String meant =
                to(wrong, names).map(name -> " Did you mean " + name + "?").orElse("");
        return "." + meant + " There " + (names.size() == 1 ? "is " : "are ")
                + String.join(", ", names.stream().sorted().limit(20).toList())
                + (names.size() > 20 ? " and " + (names.size() - 20) + " more." : ".");
    }

    /** A name at most a third of its letters away, or two. */
    static Optional<String> to(String wrong, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(wrong, name) <= Math.max(2, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparingInt(name -> Math.abs(name.length() - wrong.length())));
    }

    private static int distance(String a, String b) {
        String from = a.toLowerCase(Locale.ROOT);
        String to = b.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
