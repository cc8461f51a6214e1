package io.headrace.listener.internal.consume;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.consume.SimulatedSource.Entry;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** Watches a simulation and tells what must never happen. */
final class Oracle {
    private final SimulatedSource source;
    private final boolean parksKeys;
    private final List<String> violations = new ArrayList<>();

    /** Tried at least once, by id. */
    private final Set<String> delivered = new HashSet<>();
    /** Their reaction succeeded at least once. */
    private final Set<String> succeeded = new HashSet<>();
    /** Finished by a commit that succeeded. */
    private final Set<String> durable = new HashSet<>();

    private final Set<String> dead = new HashSet<>();
    private final Map<String, Integer> published = new HashMap<>();
    private final Map<Integer, Integer> lastPublished = new HashMap<>();

    Oracle(SimulatedSource source, boolean parksKeys) {
        this.source = source;
        this.parksKeys = parksKeys;
    }

    void violation(String text) {
        violations.add(text);
    }

    List<String> violations() {
        return violations;
    }

    static String id(RowChange change) {
        var row = change.after().orElseThrow();
        return row.get("id").asInt() + "/" + row.get("version").asInt();
    }

    /**
     * A reaction starts.
     *
     * @param byOwner false for one who lost the partition and did not hear of it: it can do no better than try
     */
    void delivered(RowChange change, boolean byOwner) {
        String id = id(change);
        if (byOwner && durable.contains(id)) {
            violation(id + " is delivered again, though a commit said that it is finished");
        }
        Entry entry = source.changes().get(id);
        if (delivered.add(id)) {
            for (int earlier = 1; earlier < entry.sequence(); earlier++) {
                String before = entry.key() + "/" + earlier;
                if (!succeeded.contains(before) && !dead.contains(before) && !dying.contains(before)) {
                    violation(id + " is delivered before " + before + " is finished");
                }
            }
        }
        if (byOwner && parksKeys && dead.stream().anyMatch(letter -> letter.startsWith(entry.key() + "/"))) {
            violation(id + " is delivered though its key is parked");
        }
    }

    /** Judged as dead by an instance, whose letter may not be committed yet. */
    private final Set<String> dying = new HashSet<>();

    void dying(String id) {
        dying.add(id);
    }

    void succeeded(RowChange change) {
        succeeded.add(id(change));
    }

    void published(Message message) {
        String id = new String(message.value(), StandardCharsets.UTF_8);
        if (published.merge(id, 1, Integer::sum) > 1) {
            violation(id + " is published twice");
        }
        Entry entry = source.changes().get(id);
        Integer last = lastPublished.put(entry.key(), entry.sequence());
        if (last != null && last > entry.sequence()) {
            violation(id + " is published after " + entry.key() + "/" + last);
        }
    }

    void deadLettered(Message message) {
        TopicPartition partition = new TopicPartition(
                text(message, DeadLetters.TOPIC), Integer.parseInt(text(message, DeadLetters.PARTITION)));
        long offset = Long.parseLong(text(message, DeadLetters.OFFSET));
        Entry entry = source.log(partition).stream()
                .filter(candidate -> candidate.record().offset() == offset)
                .findFirst()
                .orElseThrow();
        if (!Arrays.equals(entry.record().value(), message.value())) {
            violation("the dead letter of " + entry.id() + " has other bytes");
        }
        if (!dead.add(entry.reacted() ? entry.id() : partition + "@" + offset)) {
            violation(entry.id() + " is in the dead letters twice");
        }
    }

    private static String text(Message message, String header) {
        return new String(message.headers().get(header), StandardCharsets.UTF_8);
    }

    /** A commit says what is finished: it must be true. */
    void committed(TopicPartition partition, Progress progress) {
        for (Entry entry : source.log(partition)) {
            if (!entry.reacted() || !progress.finished(entry.record().offset())) {
                continue;
            }
            if (!published.containsKey(entry.id()) && !dead.contains(entry.id())) {
                violation("a commit says that " + entry.id()
                        + " is finished, but it is neither published nor a dead letter");
            }
            durable.add(entry.id());
        }
    }

    /** Everything came to rest. */
    void end() {
        Set<String> missing = new TreeSet<>(source.changes().keySet());
        missing.removeAll(published.keySet());
        missing.removeAll(dead);
        if (!missing.isEmpty()) {
            violation("never finished: " + missing);
        }
    }
}
