package io.headrace.listener.internal.commit;

import io.headrace.listener.internal.dispatch.SettledRecord;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.replay.ReplayMark;
import io.headrace.listener.reaction.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what records publish and commits it with the offsets, one commit at a time and beside the poll thread, which goes on
 * meanwhile. With something to publish it does not wait while nothing else runs, else a little, so that many records share a
 * transaction. Used by the poll thread only.
 */
public final class Checkpoint {
    /** One part of so many of the time is for commits of records that publish nothing. */
    private static final int SHARE = 10;

    private final Outbox outbox;
    private final ProgressTopic topic;
    private final Function<Message, Optional<Message>> smallerLetter;
    private final CheckpointTiming timing;
    private final Executor committer;
    private final Runnable ended;

    private final List<SettledRecord> settled = new ArrayList<>();
    private @Nullable Commit underWay;
    private int messages;
    private long oldestMessage;
    private long lastCommit;
    private long lastTook;
    private long notBefore;
    private int failures;

    /**
     * @param smallerLetter makes of a dead letter one that is smaller; itself when it is as small as can be, empty for what is no letter
     * @param committer does the commits; they are begun one after the other
     * @param ended called by the committer after each
     */
    public Checkpoint(
            Outbox outbox,
            ProgressTopic topic,
            Function<Message, Optional<Message>> smallerLetter,
            CheckpointTiming timing,
            Executor committer,
            Runnable ended) {
        this.outbox = outbox;
        this.topic = topic;
        this.smallerLetter = smallerLetter;
        this.timing = timing;
        this.committer = committer;
        this.ended = ended;
    }

    /** Before the first partition is assigned. */
    public void begin() {
        outbox.takeOver();
    }

    /** Takes what a record publishes; the record is already marked as finished in its partition's progress. */
    public void add(SettledRecord settlement, long now) {
        if (settlement.messages().isEmpty()) {
            return;
        }
        if (messages == 0) {
            oldestMessage = now;
        }
        messages += settlement.messages().size();
        settled.add(settlement);
    }

    /** Records that are finished and not published. */
    public int pending() {
        return settled.size() + (underWay == null ? 0 : underWay.settled().size());
    }

    /** Whether a commit is under way, or its end was not seen to. */
    public boolean committing() {
        return underWay != null;
    }

    /** Whether {@link #end} has something to see to. */
    public boolean hasEnded() {
        return underWay != null && underWay.hasEnded();
    }

    /** When {@link #commit} should be called, in milliseconds since the epoch; far away when there is nothing to do. */
    public long dueAt(Collection<PartitionProgress> partitions, Collection<ReplayMark> replays, boolean quiet) {
        long due = Long.MAX_VALUE;
        if (underWay != null) {
            return due;
        }
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
     * Begins to commit everything gathered so far; none is under way.
     *
     * @param within how long what is published may take
     * @return whether there is something to commit
     */
    public boolean commit(
            Collection<PartitionProgress> partitions,
            Collection<ReplayMark> replays,
            ConsumerGroupMetadata group,
            long now,
            Duration within) {
        List<ReplayMark> marked = replays.stream().filter(ReplayMark::changed).toList();
        Set<TopicPartition> publishing = publishing();
        marked.forEach(mark -> publishing.add(mark.of().partition()));
        List<PartitionProgress> touched = partitions.stream()
                .filter(progress -> progress.changed() || progress.moved() || publishing.contains(progress.partition()))
                .toList();
        if (touched.isEmpty()) {
            return false;
        }
        List<Message> all = new ArrayList<>(messages + touched.size());
        settled.forEach(settlement -> all.addAll(settlement.messages()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        List<PartitionProgress.Committing> kept = new ArrayList<>(touched.size() + marked.size());
        for (PartitionProgress progress : touched) {
            offsets.put(progress.partition(), progress.committable());
            if (progress.hasGap()) {
                all.add(topic.keep(progress.partition(), progress.progress()));
            } else if (progress.gapWritten()) {
                all.add(topic.clear(progress.partition()));
            }
            kept.add(progress.committing());
        }
        for (ReplayMark mark : marked) {
            all.add(mark.message(topic));
            kept.add(mark.progress().committing());
        }
        Commit commit = new Commit(new ArrayList<>(settled), kept, now);
        settled.clear();
        messages = 0;
        underWay = commit;
        commit.begin(committer, outbox, all, offsets, group, within, ended);
        return true;
    }

    /**
     * Sees to the end of the commit, which {@link #hasEnded}.
     *
     * @throws NotCommittedException when nothing was committed; everything is kept for the next
     */
    public void end(long now) throws NotCommittedException {
        Commit commit = Objects.requireNonNull(underWay);
        underWay = null;
        try {
            commit.end();
        } catch (NotCommittedException e) {
            notBefore = now + timing.pauseMillis(++failures);
            settled.addAll(0, commit.settled());
            if (e instanceof MessageTooLargeException refusal) {
                shrink(refusal);
            }
            count();
            throw e;
        }
        failures = 0;
        lastCommit = commit.beganAt();
        lastTook = now - commit.beganAt();
    }

    /** A message that never fits would hold every offset for good: a dead letter does without its value, anything else stops. */
    private void shrink(MessageTooLargeException refusal) {
        Message refused = refusal.refused();
        Optional<Message> smaller = smallerLetter.apply(refused);
        for (int i = 0; i < settled.size(); i++) {
            SettledRecord settlement = settled.get(i);
            int at = settlement.messages().indexOf(refused);
            if (at >= 0) {
                List<Message> messages = new ArrayList<>(settlement.messages());
                messages.set(
                        at,
                        smaller.orElseThrow(() -> new IllegalStateException(refusal.getMessage() + ", so the change "
                                + settlement.inFlight()
                                + " can't be completed and the listener stops before it; give the topic a"
                                + " larger max.message.bytes, or set the Kafka setting max.request.size below that of the"
                                + " topic, so that such a change becomes a dead letter")));
                settled.set(i, new SettledRecord(settlement.inFlight(), messages, settlement.fatal()));
            }
        }
    }

    /** Forgets what records of these partitions would have published: their next owner does it. */
    public void forget(Set<TopicPartition> partitions) {
        settled.removeIf(settlement -> partitions.contains(settlement.inFlight().partition()));
        if (underWay != null) {
            underWay.settled()
                    .removeIf(settlement ->
                            partitions.contains(settlement.inFlight().partition()));
        }
        count();
    }

    private void count() {
        messages = settled.stream()
                .mapToInt(settlement -> settlement.messages().size())
                .sum();
    }

    private Set<TopicPartition> publishing() {
        Set<TopicPartition> publishing = new HashSet<>();
        settled.forEach(settlement -> publishing.add(settlement.inFlight().partition()));
        return publishing;
    }
}
