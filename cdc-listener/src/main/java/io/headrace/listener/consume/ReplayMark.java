package io.headrace.listener.consume;

import io.headrace.listener.Message;
import io.headrace.listener.progress.PartitionProgress;
import io.headrace.listener.progress.ProgressTopic;
import io.headrace.listener.progress.ReplayPartition;
import io.headrace.listener.progress.Replaying;

/**
 * How far the replay of a partition of a source topic is, committed with what it publishes. Used by the poll thread only.
 *
 * @param handledBefore records that earlier owners took
 */
record ReplayMark(ReplayPartition of, PartitionProgress progress, long handledBefore) {

    boolean changed() {
        return progress.changed() || progress.moved();
    }

    Message message(ProgressTopic topic) {
        return topic.replaying(of, new Replaying(progress.progress(), handledBefore + progress.finishedCount()));
    }
}
