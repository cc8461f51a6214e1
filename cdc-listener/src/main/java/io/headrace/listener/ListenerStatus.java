package io.headrace.listener;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A listener at one moment.
 *
 * @param inFlight records that were read and are not finished
 * @param lanes keys that have records in flight
 * @param failure why it stopped by itself
 */
public record ListenerStatus(
        ListenerState state,
        List<PartitionStatus> partitions,
        int inFlight,
        int lanes,
        @Nullable Throwable failure) {

    public ListenerStatus {
        partitions = List.copyOf(partitions);
    }

    /**
     * @param committed everything before this offset is finished
     * @param lag records that are not finished, 0 when idle
     * @param lagMillis how long ago the oldest record in flight was written, 0 when idle
     * @param stalled it has lagged for a minute and nothing of it was finished meanwhile
     */
    public record PartitionStatus(
            String topic, int partition, long committed, long lag, long lagMillis, boolean stalled) {}

    /**
     * Whether it reads its partitions and gets on with each, or there is nothing to read because none of its topics was created
     * yet.
     */
    public boolean ready() {
        return state == ListenerState.WAITING_FOR_TOPICS
                || ((state == ListenerState.RUNNING || state == ListenerState.PAUSED)
                        && !partitions.isEmpty()
                        && partitions.stream().noneMatch(PartitionStatus::stalled));
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
        return new ListenerStatus(state, List.of(), 0, 0, null);
    }

    public static ListenerStatus failed(Throwable failure) {
        return new ListenerStatus(ListenerState.FAILED, List.of(), 0, 0, failure);
    }
}
