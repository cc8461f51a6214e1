package io.headrace.listener.internal.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * How far a partition is processed: everything before {@code base}, and everything before {@code next} but {@code open}.
 *
 * @param base the committed offset
 * @param next one more than the highest offset that is finished
 * @param open records between the two that are not finished
 */
public record Progress(long base, long next, NavigableSet<Long> open) {

    public Progress {
        open = new TreeSet<>(open);
    }

    /** Everything before this offset and nothing beyond. */
    public static Progress upTo(long offset) {
        return new Progress(offset, offset, new TreeSet<>());
    }

    public boolean finished(long offset) {
        return offset < base || (offset < next && !open.contains(offset));
    }

    /** The open offsets as distances: from the base, then each from the one before. */
    List<Long> distances() {
        List<Long> distances = new ArrayList<>(open.size());
        long last = base;
        for (long offset : open) {
            distances.add(offset - last);
            last = offset;
        }
        return distances;
    }

    static Progress ofDistances(long base, long next, List<Long> distances) {
        NavigableSet<Long> open = new TreeSet<>();
        long last = base;
        for (long distance : distances) {
            last += distance;
            open.add(last);
        }
        return new Progress(base, next, open);
    }
}
