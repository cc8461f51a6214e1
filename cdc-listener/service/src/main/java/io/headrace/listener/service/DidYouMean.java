package io.headrace.listener.service;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Suggests the known name closest to one that isn't known, regardless of case. */
final class DidYouMean {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private DidYouMean() {}

    /** {@code ; did you mean x?}, or nothing when no known name differs in at most a third of its letters, or in two. */
    static String hint(String word, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(word, name) <= Math.max(2, name.length() / 3))
                .min(Comparator.comparingInt(name -> distance(word, name)))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private static int distance(String a, String b) {
        return DISTANCE.apply(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
