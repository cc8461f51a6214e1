package io.headrace.console.lint;

import java.util.Collection;

/** Which known name was probably meant. */
final class Names {

    private Names() {}

    /** The known name with the fewest letters to change, when those are few; else empty. */
    static String nearest(String name, Collection<String> known) {
        String best = "";
        int fewest = Math.max(2, name.length() / 5) + 1;
        for (String candidate : known) {
            if (Math.abs(candidate.length() - name.length()) < fewest) {
                int distance = distance(name, candidate);
                if (distance < fewest) {
                    fewest = distance;
                    best = candidate;
                }
            }
        }
        return best;
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
