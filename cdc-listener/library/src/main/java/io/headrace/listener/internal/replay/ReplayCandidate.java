package io.headrace.listener.internal.replay;

import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.internal.dispatch.Replay;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A record that is to be replayed, on its way from the reader to the poll thread.
 *
 * @param generation of the assignment that the reader knew of; when it is older the reader begins again
 * @param partition of the source topic
 * @param record null when there is none, and everything before {@code upTo} was read
 * @param afterSkipped an earlier letter of the key was not selected
 */
record ReplayCandidate(
        long generation,
        Replay replay,
        TopicPartition partition,
        @Nullable ConsumerRecord<byte[], byte[]> record,
        long upTo,
        boolean afterSkipped) {

    LaneKey lane() {
        return new LaneKey(partition, record == null ? null : record.key());
    }
}
