package io.headrace.search.offset;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether an index holds versions that cannot be offsets of the partition that is written to it: the topic was
 * created anew, its keys have moved to other partitions, or two topics share ids. Every newer change of such documents
 * would be refused as older, and so be lost in silence.
 *
 * <p>A task can't ask for the end of a partition. But a version above all delivered offsets is suspicious, and when a
 * record that was made since comes at a lower offset, that version was never an offset of this partition.
 *
 * <p>{@link #wantsToKnow} and {@link #found} are called by sender threads, {@link #judge} by the task thread.
 */
public final class VersionRegressions {
    private static final Logger LOG = LoggerFactory.getLogger(VersionRegressions.class);

    /** The clocks of producers and ours may differ by so much. */
    private static final long SKEW_MILLIS = 10_000;

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final boolean enabled;
    private final boolean fails;
    private final LongSupplier clock;
    private final AtomicLong nextLook;

    /**
     * @param enabled whether versions are offsets
     * @param fails whether the task is to stop, or only to warn
     * @param clock milliseconds since 1970
     */
    public VersionRegressions(boolean enabled, boolean fails, LongSupplier clock) {
        this.enabled = enabled;
        this.fails = fails;
        this.clock = clock;
        this.nextLook = new AtomicLong(System.nanoTime());
    }

    /** Whether the version of a document that was found to be newer is worth a question to the server. */
    public boolean wantsToKnow() {
        if (!enabled) {
            return false;
        }
        long now = System.nanoTime();
        long due = nextLook.get();
        return now - due >= 0 && nextLook.compareAndSet(due, now + BETWEEN_LOOKS_NANOS);
    }

    /** A document that this partition was to write has that version. */
    public void found(PartitionOffsets partition, long version) {
        if (version > partition.highest()) {
            partition.suspect(version, clock.getAsLong());
        }
    }

    /**
     * Looks at a record of a partition that {@link PartitionOffsets#isSuspected}. Fails when it proves that the index
     * was written from elsewhere.
     *
     * @param timestamp of the record; null when it has none
     */
    public void judge(PartitionOffsets partition, long offset, @Nullable Long timestamp) {
        PartitionOffsets.Suspicion suspicion = partition.suspicion();
        if (suspicion == null) {
            return;
        }
        if (offset >= suspicion.version()) {
            partition.acquit();
            return;
        }
        long now = clock.getAsLong();
        if (timestamp == null || timestamp <= suspicion.since() + SKEW_MILLIS || timestamp > now + SKEW_MILLIS) {
            return;
        }
        String explanation = "Partition " + partition.partition() + " has just got its record " + offset
                + ", and the index holds a document of it with version " + suspicion.version()
                + ", which therefore is not one of its offsets: the index was written from another topic (this one was"
                + " created anew, its keys moved to other partitions, or two topics share document ids). Changes of such"
                + " documents are refused as older and would be lost. Create the index anew and reset the connector's"
                + " offsets to the beginning, choose document.version=timestamp or source, or set"
                + " version.regression=warn to go on.";
        partition.acquit();
        if (fails) {
            throw new ConnectException(explanation);
        }
        LOG.warn("{}", explanation);
    }
}
