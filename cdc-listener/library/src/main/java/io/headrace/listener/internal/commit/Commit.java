package io.headrace.listener.internal.commit;

import io.headrace.listener.internal.dispatch.SettledRecord;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.reaction.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/** A commit that goes on beside the poll thread, which begins it and sees to its end. */
final class Commit {
    private final List<SettledRecord> settled;
    private final List<PartitionProgress.Committing> kept;
    private final long beganAt;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    /**
     * @param settled whose messages it publishes
     * @param kept what it keeps of each partition
     * @param beganAt milliseconds since the epoch
     */
    Commit(List<SettledRecord> settled, List<PartitionProgress.Committing> kept, long beganAt) {
        this.settled = settled;
        this.kept = kept;
        this.beganAt = beganAt;
    }

    /** @param ended called by the other thread */
    void begin(
            Executor committer,
            Outbox outbox,
            List<Message> messages,
            Map<TopicPartition, Long> offsets,
            ConsumerGroupMetadata group,
            Duration within,
            Runnable ended) {
        committer.execute(() -> {
            try {
                outbox.commit(messages, offsets, group, within);
                end.complete(null);
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
            ended.run();
        });
    }

    boolean hasEnded() {
        return end.isDone();
    }

    List<SettledRecord> settled() {
        return settled;
    }

    long beganAt() {
        return beganAt;
    }

    /**
     * Tells the partitions how it has ended.
     *
     * @throws NotCommittedException when nothing was committed
     */
    void end() throws NotCommittedException {
        try {
            end.join();
            kept.forEach(PartitionProgress.Committing::succeeded);
        } catch (CompletionException e) {
            kept.forEach(PartitionProgress.Committing::failed);
            if (e.getCause() instanceof NotCommittedException cause) {
                throw cause;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
