package io.headrace.listener.consume;

import io.headrace.listener.Message;
import io.headrace.listener.dispatch.Settlement;
import io.headrace.listener.progress.PartitionProgress;
import io.headrace.listener.progress.ProgressTopic;
import java.time.Duration;
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
    /** One part of so many of the poll thread's time is for commits of works that publish nothing. */
    private static final int SHARE = 10;

    private final Outbox outbox;
    private final ProgressTopic topic;
    private final CheckpointTiming timing;

    private final List<Settlement> settled = new ArrayList<>();
    private int messages;
    private long oldestMessage;
    private long lastCommit;
    private long lastTook;
    private long notBefore;
    private int failures;

    Checkpoint(Outbox outbox, ProgressTopic topic, CheckpointTiming timing) {
        this.outbox = outbox;
        this.topic = topic;
        this.timing = timing;
    }

    /** Before the first partition is assigned. */
    void begin() {
        outbox.takeOver();
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

    /** What the last commit took, in milliseconds: while it goes on nothing is polled. */
    void took(long millis) {
        lastTook = millis;
    }

    /** Works that are finished and not published. */
    int pending() {
        return settled.size();
    }

    /** When {@link #commit} should be called, in milliseconds since the epoch; far away when there is nothing to do. */
    long dueAt(Collection<PartitionProgress> partitions, Collection<ReplayMark> replays, boolean quiet) {
        long due = Long.MAX_VALUE;
        if (messages > 0) {
            due = quiet || messages >= timing.mostMessages() ? oldestMessage : oldestMessage + timing.lingerMillis();
        } else if (partitions.stream().anyMatch(PartitionProgress::changed)
                || (!replays.isEmpty() && replays.stream().anyMatch(ReplayMark::changed))) {
            due = lastCommit + Math.max(timing.intervalMillis(), SHARE * lastTook);
        } else if (partitions.stream().anyMatch(PartitionProgress::moved)) {
            due = lastCommit + timing.idleIntervalMillis();
        }
        return due == Long.MAX_VALUE ? due : Math.max(due, notBefore);
    }

    /**
     * Commits everything gathered so far.
     *
     * @param within how long what is published may take
     * @throws NotCommittedException when nothing was committed; everything is kept for the next call
     */
    void commit(
            Collection<PartitionProgress> partitions,
            Collection<ReplayMark> replays,
            ConsumerGroupMetadata group,
            long now,
            Duration within)
            throws NotCommittedException {
        List<ReplayMark> marked = replays.stream().filter(ReplayMark::changed).toList();
        Set<TopicPartition> publishing = publishing();
        marked.forEach(mark -> publishing.add(mark.of().partition()));
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
        marked.forEach(mark -> all.add(mark.message(topic)));
        try {
            outbox.commit(all, offsets, group, within);
        } catch (NotCommittedException e) {
            notBefore = now + timing.pauseMillis(++failures);
            throw e;
        }
        failures = 0;
        lastCommit = now;
        touched.forEach(PartitionProgress::committed);
        marked.forEach(mark -> mark.progress().committed());
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
