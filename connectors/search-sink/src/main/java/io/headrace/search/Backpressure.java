package io.headrace.search;

import io.headrace.search.bulk.BulkWriter;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pauses the partitions while the buffer is full, and warns about the outage or the repeated refusals behind it. Used by
 * the task thread, except where a method says otherwise.
 */
final class Backpressure {
    private static final Logger LOG = LoggerFactory.getLogger(Backpressure.class);

    /** How soon the framework looks in again while the partitions are paused. */
    private static final long LOOK_IN_MILLIS = 20;

    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final long most;
    private volatile boolean paused;
    private boolean partitionsChanged;
    private volatile long pausedNanos;
    private volatile long pausedSince;
    private Instant lastSaid = Instant.EPOCH;

    Backpressure(long mostBufferedBytes) {
        most = mostBufferedBytes;
    }

    /** Any thread; as of the last time the task was called. */
    boolean isPaused() {
        return paused;
    }

    /** Any thread. */
    double pausedSeconds() {
        long current = paused ? System.nanoTime() - pausedSince : 0;
        return (pausedNanos + current) / 1e9;
    }

    /**
     * The framework hands partitions out as the task last asked for them: new ones unpaused, also while the others are
     * paused; those that were taken away while they were paused, paused again, since what is away can't be resumed.
     */
    void partitionsChanged() {
        partitionsChanged = true;
    }

    void regulate(SinkTaskContext context, BulkWriter writer) {
        long buffered = writer.bufferedBytes();
        boolean full = paused ? buffered > most / 2 : buffered >= most;
        if (full != paused || partitionsChanged) {
            if (full) {
                context.pause(assigned(context));
            } else {
                context.resume(assigned(context));
            }
            count(full);
        }
        partitionsChanged = false;
        if (paused) {
            context.timeout(LOOK_IN_MILLIS);
        }
        explain("The server takes no documents: {}. The task goes on trying{}; nothing is lost.", writer.outage());
        explain(
                "The server answers, and refuses documents again and again: {}. The task goes on trying{}; nothing is lost."
                        + " Look at the server's load and at blocks of the index; what is too large for the server is a dead"
                        + " letter with document.max.bytes.",
                writer.takeLastingRefusal());
    }

    private void count(boolean full) {
        long now = System.nanoTime();
        if (full && !paused) {
            pausedSince = now;
        } else if (paused && !full) {
            long before = pausedNanos;
            pausedNanos = before + now - pausedSince;
        }
        paused = full;
    }

    private void explain(String message, @Nullable String why) {
        Instant now = Instant.now();
        if (why != null && lastSaid.plus(SILENCE).isBefore(now)) {
            lastSaid = now;
            LOG.warn(message, why, paused ? " and has paused its partitions" : "");
        }
    }

    private static TopicPartition[] assigned(SinkTaskContext context) {
        return context.assignment().toArray(new TopicPartition[0]);
    }
}
