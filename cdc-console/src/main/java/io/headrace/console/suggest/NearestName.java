package io.headrace.console.suggest;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a misspelt one was probably meant to be. */
public final class NearestName {

    private static final int SHOWN = 20;

    private NearestName() {}

    /**
     * The one to put in place of the misspelt name without asking: in the same case, and so few letters away, a fifth of them or
     * two, that hardly another can be meant.
     *
     * @return empty when there is none
     */
    public static String surely(String misspelt, Collection<String> known) {
        int most = Math.max(2, misspelt.length() / 5);
        return known.stream()
                .filter(name -> Math.abs(name.length() - misspelt.length()) <= most)
                .filter(name -> distance(misspelt, name) <= most)
                .min(Comparator.comparingInt(name -> distance(misspelt, name)))
                .orElse("");
    }

    /** The one to ask about: in any case, and at most a third of its letters away, or two. */
    static Optional<String> probably(String misspelt, Collection<String> known) {
        String lower = misspelt.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(lower, name.toLowerCase(Locale.ROOT)) <= Math.max(2, name.length() / 3))
                .min(Comparator.<String>comparingInt(name -> distance(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparingInt(name -> Math.abs(name.length() - misspelt.length())));
    }

    /** The end of a message about an unknown name: what it may have meant, and what there is. */
    public static String hint(String misspelt, Collection<String> known) {
        if (known.isEmpty()) {
            return "; there are none at all.";
        }
        String meant = probably(misspelt, known)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
        return "." + meant + " There " + (known.size() == 1 ? "is " : "are ")
                + String.join(", ", known.stream().sorted().limit(SHOWN).toList())
                + (known.size() > SHOWN ? " and " + (known.size() - SHOWN) + " more." : ".");
    }

    /** Letters to put in, take out, change or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                steps[i][j] = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    steps[i][j] = Math.min(steps[i][j], steps[i - 2][j - 2] + 1);
                }
            }
        }
        return steps[a.length()][b.length()];
    }
}
