package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has left beside its tables and indices.
 *
 * @param stream the events of each topic
 * @param again those of the same tables by a snapshot after all
 * @param heard what the listener told, null when there was nothing for it
 */
record Evidence(
        Map<String, List<Event>> stream,
        Map<String, List<Event>> again,
        @Nullable Heard heard,
        DeadLetterReasons deadLetters) {

    /** By topic; whether a topic is flat stands in the name of its database. */
    static Map<String, List<Event>> events(Map<String, List<ConsumerRecord<byte[], byte[]>>> topics, String batch) {
        Map<String, List<Event>> events = new TreeMap<>();
        topics.forEach((topic, records) -> events.put(
                topic,
                records.stream()
                        .map(record -> Event.of(record, topic.contains("." + batch + "f")))
                        .toList()));
        return events;
    }

    static Heard heard(LiveServers servers, String prefix, Map<String, List<Event>> stream) {
        Set<String> topics = new TreeSet<>();
        int told = 0;
        for (Map.Entry<String, List<Event>> topic : stream.entrySet()) {
            if (topic.getKey().startsWith(prefix + ".")) {
                topics.add(topic.getKey());
                told += (int) topic.getValue().stream().filter(Event::isTold).count();
            }
        }
        return Heard.of(servers.at().bootstrapServers(), prefix, topics, told);
    }

    /** What is wrong with the events of a table. */
    List<String> of(Scenario scenario, String topic, String snapshotTopic) {
        List<Event> events = stream.getOrDefault(topic, List.of());
        List<String> wrong = new ArrayList<>();
        if (!scenario.way().isFlat() && heard != null) {
            wrong.addAll(heard.differences(topic, events));
        }
        if (scenario.blindSpots().isEmpty()) {
            wrong.addAll(SameBytes.differences(topic, events, again.getOrDefault(snapshotTopic, List.of())));
            if (!scenario.way().isFlat()) {
                wrong.addAll(Chain.breaks(topic, events));
            }
        }
        return wrong;
    }
}
