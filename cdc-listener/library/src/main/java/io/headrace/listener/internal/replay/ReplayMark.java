package io.headrace.listener.internal.replay;

import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.progress.ReplayPartition;
import io.headrace.listener.internal.progress.Replaying;
import io.headrace.listener.reaction.Message;

/**
 * How far the replay of a partition of a source topic is, committed with what it publishes. Used by the poll thread only.
 *
 * @param handledBefore records that earlier owners took
 */
public record ReplayMark(ReplayPartition of, PartitionProgress progress, long handledBefore) {

    public boolean changed() {
        return progress.changed() || progress.moved();
    }

    public Message message(ProgressTopic topic) {
        return topic.replaying(of, new Replaying(progress.progress(), handledBefore + progress.finishedCount()));
    }
}
