package io.headrace.bench.harness;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Latencies of one pass, in milliseconds. */
public record Percentiles(int count, double p50, double p90, double p99, double max) {

    /**
     * @param nanos one latency each, in nanoseconds; not empty
     */
    public static Percentiles ofNanos(long[] nanos) {
        if (nanos.length == 0) {
            throw new IllegalStateException("No latency was measured");
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Percentiles(
                sorted.length, at(sorted, 0.50), at(sorted, 0.90), at(sorted, 0.99), sorted[sorted.length - 1] / 1e6);
    }

    /** Nearest rank. */
    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
    }

    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("count", count);
        map.put("p50_ms", rounded(p50));
        map.put("p90_ms", rounded(p90));
        map.put("p99_ms", rounded(p99));
        map.put("max_ms", rounded(max));
        return map;
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%6d changes  p50 %7.1f  p90 %7.1f  p99 %7.1f  max %7.1f ms", count, p50, p90, p99, max);
    }
}
