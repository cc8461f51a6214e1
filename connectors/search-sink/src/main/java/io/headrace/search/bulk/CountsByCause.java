package io.headrace.search.bulk;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often something happened, by its cause; causes are few. Any thread. */
public final class CountsByCause {
    private static final int MOST_CAUSES = 50;
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    public void increment(String cause) {
        String counted = counts.size() < MOST_CAUSES || counts.containsKey(cause) ? cause : "other";
        counts.computeIfAbsent(counted, first -> new LongAdder()).increment();
    }

    public long sum() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** In the order of the causes' names. */
    public Map<String, Long> byCause() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((cause, count) -> sums.put(cause, count.sum()));
        return sums;
    }
}
