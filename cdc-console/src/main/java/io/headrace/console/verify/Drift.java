package io.headrace.console.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What differs between table and index, confirmed, each list in the order of its ids.
 *
 * @param missing rows without document
 * @param stale documents that differ from their row, with the fields
 * @param extra documents without row
 * @param hot rows that changed at every look
 * @param kinds why a column or field differs, by its name, where that kind of difference has one
 * @param matched rows and documents that were found right, some of them twice
 * @param rechecked how many differed at first sight
 */
record Drift(
        List<String> missing,
        List<Verdict.Stale> stale,
        List<String> extra,
        List<String> hot,
        Map<String, String> kinds,
        long matched,
        long rechecked) {

    /** Whole numbers in their order. */
    private static final Comparator<String> BY_ID =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    Drift {
        missing = missing.stream().sorted(BY_ID).toList();
        stale = stale.stream()
                .sorted(Comparator.comparing(Verdict.Stale::id, BY_ID))
                .toList();
        extra = extra.stream().sorted(BY_ID).toList();
        hot = hot.stream().sorted(BY_ID).toList();
    }

    int size() {
        return missing.size() + stale.size() + extra.size();
    }

    /** Without these extra documents, whose rows are there. */
    Drift withoutExtra(Set<String> found) {
        List<String> left = new ArrayList<>(extra);
        left.removeAll(found);
        return new Drift(missing, stale, left, hot, kinds, matched + extra.size() - left.size(), rechecked);
    }

    /** A document under a route that its row has left is no difference of a column. */
    Drift withCopies(Set<String> copied) {
        if (copied.isEmpty()) {
            return this;
        }
        List<Verdict.Stale> named = stale.stream()
                .map(each ->
                        copied.contains(each.id()) ? new Verdict.Stale(each.id(), List.of(Differences.ROUTE)) : each)
                .toList();
        Map<String, String> all = new LinkedHashMap<>(kinds);
        all.put(
                Differences.ROUTE,
                copied.size() + " rows have a document under more than one route, and a search finds each of them");
        return new Drift(missing, named, extra, hot, all, matched, rechecked);
    }
}
