package io.headrace.search.bulk;

import java.util.concurrent.atomic.AtomicLongArray;

/** Durations, or other numbers, in buckets that grow by an eighth, so that a quantile is right to 12 percent. Any thread. */
public final class Histogram {
    private static final int PER_DOUBLING = 8;
    private final AtomicLongArray buckets = new AtomicLongArray(PER_DOUBLING * 40);

    /** Takes note of a duration in microseconds; negative ones, of clocks that differ, count as none. */
    public void record(long micros) {
        buckets.incrementAndGet(bucket(Math.max(0, micros)));
    }

    private int bucket(long micros) {
        if (micros < PER_DOUBLING) {
            return (int) micros;
        }
        int doublings = 63 - Long.numberOfLeadingZeros(micros);
        int within = (int) (micros >>> (doublings - 3)) & (PER_DOUBLING - 1);
        return Math.min(buckets.length() - 1, (doublings - 2) * PER_DOUBLING + within);
    }

    /** As {@link #quantile}, of microseconds in milliseconds. */
    public double quantileMillis(double quantile) {
        return quantile(quantile) / 1_000.0;
    }

    /** The lower bound of the bucket that holds the quantile; 0 while nothing was recorded. */
    public long quantile(double quantile) {
        long count = 0;
        for (int i = 0; i < buckets.length(); i++) {
            count += buckets.get(i);
        }
        long wanted = (long) Math.ceil(count * quantile);
        long seen = 0;
        for (int i = 0; i < buckets.length() && wanted > 0; i++) {
            seen += buckets.get(i);
            if (seen >= wanted) {
                return lowerBound(i);
            }
        }
        return 0;
    }

    private static long lowerBound(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket;
        }
        int doublings = bucket / PER_DOUBLING + 2;
        return (1L << doublings) + ((long) (bucket % PER_DOUBLING) << (doublings - 3));
    }
}
