package io.headrace.e2e.generate;

import io.headrace.listener.ChangeListener;
import io.headrace.listener.ChangeListenerBuilder;
import io.headrace.listener.change.Origin;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the listener told of the topics of a source: the offsets of their records by topic, in the order of its calls. */
final class Heard {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Map<String, List<Origin>> byTopic = new HashMap<>();
    private int count;

    private Heard() {}

    /**
     * @param prefix of the source's topics
     * @param told how many changes there are to tell
     */
    static Heard of(String bootstrapServers, String prefix, Set<String> topics, int told) {
        Heard heard = new Heard();
        ChangeListenerBuilder builder = ChangeListener.builder()
                .bootstrapServers(bootstrapServers)
                .group("generated-" + prefix)
                .topicPrefix(prefix)
                .deadLetterTopic("generated-" + prefix + ".dead");
        topics.forEach(topic -> builder.reaction(topic.substring(prefix.length() + 1), heard::take));
        try (ChangeListener listener = builder.build().start()) {
            Awaitility.await().atMost(LIMIT).until(() -> heard.count() >= told);
        } catch (ConditionTimeoutException tooFew) {
            // what is missing is named by differences()
        }
        return heard;
    }

    private synchronized CompletionStage<List<Message>> take(RowChange change) {
        byTopic.computeIfAbsent(change.origin().topic(), any -> new ArrayList<>())
                .add(change.origin());
        count++;
        return CompletableFuture.completedFuture(List.of());
    }

    private synchronized int count() {
        return count;
    }

    /** Where it differs from what the topic holds: each change once, those of one key in their order. */
    synchronized List<String> differences(String topic, List<Event> events) {
        Map<String, Event> byPlace = new HashMap<>();
        Map<String, List<Long>> expected = new HashMap<>();
        for (Event event : events) {
            if (event.isTold()) {
                byPlace.put(event.partition() + "@" + event.offset(), event);
                expected.computeIfAbsent(event.key(), any -> new ArrayList<>()).add(event.offset());
            }
        }
        Map<String, List<Long>> heard = new HashMap<>();
        Set<String> differences = new LinkedHashSet<>();
        for (Origin origin : byTopic.getOrDefault(topic, List.of())) {
            Event event = byPlace.get(origin.partition() + "@" + origin.offset());
            if (event == null) {
                differences.add("the listener told of " + topic + " " + origin.offset() + ", which is no change");
            } else {
                heard.computeIfAbsent(event.key(), any -> new ArrayList<>()).add(origin.offset());
            }
        }
        expected.forEach((key, offsets) -> {
            if (!offsets.equals(heard.getOrDefault(key, List.of()))) {
                differences.add("the listener told of key " + key + " of " + topic + " offsets "
                        + heard.getOrDefault(key, List.of()) + ", there are " + offsets);
            }
        });
        return List.copyOf(differences);
    }
}
