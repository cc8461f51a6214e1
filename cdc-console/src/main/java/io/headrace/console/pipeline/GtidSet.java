package io.headrace.console.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A set of MySQL global transaction ids, as {@code uuid:1-5:7,uuid2:1-9} writes it; tagged ids of MySQL 8.3+ too. */
public final class GtidSet {

    private record Range(long first, long last) {}

    private final Map<String, List<Range>> ranges = new TreeMap<>();

    private GtidSet() {}

    public static GtidSet parse(String text) {
        GtidSet set = new GtidSet();
        for (String part : text.replaceAll("\\s", "").toLowerCase(Locale.ROOT).split(",")) {
            String[] pieces = part.split(":");
            String origin = pieces[0];
            for (int i = 1; i < pieces.length; i++) {
                if (Character.isDigit(pieces[i].charAt(0))) {
                    String[] ends = pieces[i].split("-");
                    long first = Long.parseLong(ends[0]);
                    long last = ends.length == 1 ? first : Long.parseLong(ends[1]);
                    set.ranges.computeIfAbsent(origin, o -> new ArrayList<>()).add(new Range(first, last));
                } else {
                    origin = pieces[0] + ":" + pieces[i];
                }
            }
        }
        return set;
    }

    /** Takes in the ids of a set written as text, for instance one id. */
    void add(String text) {
        GtidSet more = parse(text);
        if (!containsAll(more)) {
            more.ranges.forEach((origin, others) ->
                    ranges.computeIfAbsent(origin, o -> new ArrayList<>()).addAll(others));
        }
    }

    /** Every id of the other set is in this one. */
    public boolean containsAll(GtidSet other) {
        return other.missingFrom(this) == 0;
    }

    /** How many ids of this set are not in the other. Ranges of one origin don't overlap, as MySQL writes them. */
    long missingFrom(GtidSet other) {
        long missing = 0;
        for (Map.Entry<String, List<Range>> entry : ranges.entrySet()) {
            List<Range> held = other.ranges.getOrDefault(entry.getKey(), List.of());
            for (Range range : entry.getValue()) {
                long covered = 0;
                for (Range h : held) {
                    covered += Math.max(0, Math.min(range.last, h.last) - Math.max(range.first, h.first) + 1);
                }
                missing += range.last - range.first + 1 - covered;
            }
        }
        return missing;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }
}
