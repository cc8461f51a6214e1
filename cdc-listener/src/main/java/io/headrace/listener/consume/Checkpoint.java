package io.headrace.listener.consume;

import io.headrace.listener.Message;
import io.headrace.listener.dispatch.Settlement;
import io.headrace.listener.progress.PartitionProgress;
import io.headrace.listener.progress.ProgressTopic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Gathers what works publish and commits it with the offsets. With something to publish it does not wait while nothing else
 * runs, else a little, so that many works share a transaction. Used by the poll thread only.
 */
final class Checkpoint {
    private final Outbox outbox;
    private final ProgressTopic topic;
    private final CheckpointTiming timing;

    private final List<Settlement> settled = new ArrayList<>();
    private int messages;
    private long oldestMessage;
    private long lastCommit;
    private long notBefore;
    private int failures;

    Checkpoint(Outbox outbox, ProgressTopic topic, CheckpointTiming timing) {
        this.outbox = outbox;
        this.topic = topic;
        this.timing = timing;
    }

    /** Takes what a work publishes; the work is already marked as finished in its partition's progress. */
    void add(Settlement settlement, long now) {
        if (settlement.messages().isEmpty()) {
            return;
        }
        if (messages == 0) {
            oldestMessage = now;
        }
        messages += settlement.messages().size();
        settled.add(settlement);
    }

    /** Works that are finished and not published. */
    int pending() {
        return settled.size();
    }

    /** When {@link #commit} should be called, in milliseconds since the epoch; far away when there is nothing to do. */
    long dueAt(Collection<PartitionProgress> partitions, boolean quiet) {
        long due = Long.MAX_VALUE;
        if (messages > 0) {
            due = quiet || messages >= timing.mostMessages() ? oldestMessage : oldestMessage + timing.lingerMillis();
        } else if (partitions.stream().anyMatch(PartitionProgress::changed)) {
            due = lastCommit + timing.intervalMillis();
        } else if (partitions.stream().anyMatch(PartitionProgress::moved)) {
            due = lastCommit + timing.idleIntervalMillis();
        }
        return due == Long.MAX_VALUE ? due : Math.max(due, notBefore);
    }

    /**
     * Commits everything gathered so far.
     *
     * @throws NotCommittedException when nothing was committed; everything is kept for the next call
     */
    void commit(Collection<PartitionProgress> partitions, ConsumerGroupMetadata group, long now)
            throws NotCommittedException {
        Set<TopicPartition> publishing = publishing();
        List<PartitionProgress> touched = partitions.stream()
                .filter(progress -> progress.changed() || progress.moved() || publishing.contains(progress.partition()))
                .toList();
        if (touched.isEmpty()) {
            return;
        }
        List<Message> all = new ArrayList<>(messages + touched.size());
        settled.forEach(settlement -> all.addAll(settlement.messages()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (PartitionProgress progress : touched) {
            offsets.put(progress.partition(), progress.committable());
            if (progress.hasGap()) {
                all.add(topic.keep(progress.partition(), progress.progress()));
            } else if (progress.gapWritten()) {
                all.add(topic.clear(progress.partition()));
            }
        }
        try {
            outbox.commit(all, offsets, group);
        } catch (NotCommittedException e) {
            notBefore = now + timing.pauseMillis(++failures);
            throw e;
        }
        failures = 0;
        lastCommit = now;
        touched.forEach(PartitionProgress::committed);
        settled.clear();
        messages = 0;
    }

    /** Forgets what works of these partitions would have published: their next owner does it. */
    void forget(Set<TopicPartition> partitions) {
        settled.removeIf(settlement -> partitions.contains(settlement.work().partition()));
        messages = settled.stream()
                .mapToInt(settlement -> settlement.messages().size())
                .sum();
    }

    private Set<TopicPartition> publishing() {
        Set<TopicPartition> publishing = new HashSet<>();
        settled.forEach(settlement -> publishing.add(settlement.work().partition()));
        return publishing;
    }
}
