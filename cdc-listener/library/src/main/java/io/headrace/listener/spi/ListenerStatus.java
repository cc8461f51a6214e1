package io.headrace.listener.spi;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listener at one moment.
 *
 * @param inFlight records that were read and are not finished
 * @param lanes keys that have records in flight
 * @param missingTopics source topics that do not exist yet
 * @param failure why it stopped by itself
 */
public record ListenerStatus(
        ListenerState state,
        List<PartitionStatus> partitions,
        int inFlight,
        int lanes,
        List<String> missingTopics,
        @Nullable Throwable failure) {

    public ListenerStatus {
        partitions = List.copyOf(partitions);
        missingTopics = List.copyOf(missingTopics);
    }

    /**
     * @param committed everything before this offset is finished
     * @param lag records that are not finished, 0 when idle
     * @param lagMillis how long ago the oldest record in flight was written, 0 when idle
     * @param stalled it has lagged for a minute and nothing of it was finished meanwhile
     */
    public record PartitionStatus(
            String topic, int partition, long committed, long lag, long lagMillis, boolean stalled) {}

    /** Whether all of its topics exist, and it reads its partitions and gets on with each. */
    public boolean ready() {
        return (state == ListenerState.RUNNING || state == ListenerState.PAUSED)
                && missingTopics.isEmpty()
                && !partitions.isEmpty()
                && partitions.stream().noneMatch(PartitionStatus::stalled);
    }

    /** The same, and these topics are missing. */
    public ListenerStatus missing(Collection<String> topics) {
        return new ListenerStatus(state, partitions, inFlight, lanes, List.copyOf(topics), failure);
    }

    /** How long ago the oldest record in flight was written, over all partitions; 0 when idle. */
    public long lagMillis() {
        return partitions.stream().mapToLong(PartitionStatus::lagMillis).max().orElse(0);
    }

    /** Records that are not finished, over all partitions. */
    public long lag() {
        return partitions.stream().mapToLong(PartitionStatus::lag).sum();
    }

    public static ListenerStatus of(ListenerState state) {
        return new ListenerStatus(state, List.of(), 0, 0, List.of(), null);
    }

    public static ListenerStatus failed(Throwable failure) {
        return new ListenerStatus(ListenerState.FAILED, List.of(), 0, 0, List.of(), failure);
    }
}
