package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds few elements of a list with which a failure still comes about (delta debugging). The candidates of a round are
 * judged together, since one run of the servers can take many.
 */
final class Shrinker {

    /** Tells of each candidate whether the failure comes about. */
    interface Trial<T> {
        List<Boolean> fails(List<List<T>> candidates);
    }

    private final int rounds;

    /** @param rounds how many trials there may be at most */
    Shrinker(int rounds) {
        this.rounds = rounds;
    }

    /** The smallest that was found; all of it when no part of it fails. */
    <T> List<T> smallest(List<T> failing, Trial<T> trial) {
        List<T> smallest = List.copyOf(failing);
        int parts = 4;
        for (int round = 0; round < rounds && smallest.size() > 1; round++) {
            parts = Math.min(parts, smallest.size());
            List<List<T>> candidates = candidates(smallest, parts);
            List<Boolean> fails = trial.fails(candidates);
            List<T> best = smallest;
            for (int i = 0; i < candidates.size(); i++) {
                if (fails.get(i) && candidates.get(i).size() < best.size()) {
                    best = candidates.get(i);
                }
            }
            if (best.size() == smallest.size() && parts == smallest.size()) {
                return smallest;
            }
            parts = best.size() == smallest.size() ? parts * 2 : Math.max(4, parts / 2);
            smallest = best;
        }
        return smallest;
    }

    /** Each part alone, all but each part, and the part from each place on or up to it. */
    private static <T> List<List<T>> candidates(List<T> list, int parts) {
        Set<List<T>> candidates = new LinkedHashSet<>();
        for (int i = 0; i < parts; i++) {
            int from = list.size() * i / parts;
            int to = list.size() * (i + 1) / parts;
            candidates.add(List.copyOf(list.subList(from, to)));
            List<T> without = new ArrayList<>(list.subList(0, from));
            without.addAll(list.subList(to, list.size()));
            candidates.add(List.copyOf(without));
            candidates.add(List.copyOf(list.subList(0, to)));
        }
        candidates.removeIf(candidate -> candidate.isEmpty() || candidate.size() == list.size());
        return List.copyOf(candidates);
    }
}
