package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.listener.SourceWriter;
import io.headrace.listener.TestBroker;
import io.headrace.listener.internal.kafka.KafkaClients;
import io.headrace.listener.internal.progress.KafkaProgressStore;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.internal.progress.StoredProgress;
import io.headrace.listener.spi.ListenerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the service while it calls a webhook for 500 changes a second. Each change comes at least once, always with the same
 * key, and only what was not committed as finished may come again. More kills: {@code -Dheadrace.kills=100}.
 * A service that calls nobody for two minutes fails; what its threads do is printed then.
 */
class WebhookKillIT {
    private static final int KILLS = Integer.getInteger("headrace.kills", 5);
    private static final int KEYS = 200;
    private static final String SOURCE = "dbserver1.inventory.orders";
    private static final String GROUP = "hooks-partner";

    private static TestBroker broker;
    private static WebhookTarget target;

    @TempDir
    Path folder;

    /** What was finished for good when the service was killed, and how often it had come by then. */
    private final Map<String, Integer> finished = new HashMap<>();

    private int mayRepeat;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
        broker.createTopic(SOURCE, 6);
        target = WebhookTarget.start();
    }

    @AfterAll
    static void stop() {
        target.close();
        broker.close();
    }

    @Test
    void shouldCallForEachChangeAndRepeatOnlyWhatWasInFlight() throws Exception {
        // Given
        Random random = new Random(7);
        ListenerProcess listener = listen();
        int kills = 0;
        try (SourceWriter writer = SourceWriter.start(broker, SOURCE, KEYS)) {
            // When
            while (kills < KILLS) {
                int enough = target.changes() + 20 + random.nextInt(300);
                await().atMost(TestBroker.LIMIT)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> writer.count() >= 0 && target.changes() >= enough);
                listener.kill();
                noteWhatIsFinished(writer.places());
                kills++;
                listener = listen();
            }
            writer.stop();

            // Then
            awaitAll(writer.count());
            System.out.println("killed " + kills + " times; " + writer.count() + " changes, " + target.repeats()
                    + " repeats of " + mayRepeat + " that were in flight");
            finished.forEach((id, calls) ->
                    assertThat(target.calls(id)).as("calls of %s", id).isEqualTo(calls));
            assertThat(target.repeats()).isLessThanOrEqualTo(mayRepeat);
            writer.versions()
                    .forEach((key, last) -> assertThat(target.firstCalls().get(key))
                            .as("the first calls of key %d", key)
                            .containsExactlyElementsOf(
                                    IntStream.rangeClosed(1, last).boxed().toList()));
        } catch (ConditionTimeoutException e) {
            System.out.println(listener.logWithThreads());
            throw e;
        } finally {
            listener.close();
        }
    }

    /** Many kills leave many changes behind, so it is not how long they take that counts, but that there is always a next. */
    private static void awaitAll(int changes) {
        while (target.changes() < changes) {
            int before = target.changes();
            await("more than " + before + " of " + changes + " changes")
                    .atMost(TestBroker.LIMIT)
                    .until(() -> target.changes() > before);
        }
    }

    private ListenerProcess listen() throws Exception {
        Path file = folder.resolve("hooks.yaml");
        Files.writeString(file, """
                kafka: {bootstrap.servers: "%s"}
                group: hooks
                instance: hooks-1
                topic.prefix: dbserver1
                http: {port: 0}
                rules:
                  - name: partner
                    table: inventory.orders
                    webhook:
                      url: http://127.0.0.1:%d/hook
                      timeout: 2m
                      allow.private: true
                      events: [{type: OrderUpdated, on: update}]
                """.formatted(broker.address(), target.port()));
        return ListenerProcess.start(file, folder, Map.of());
    }

    /** Nothing of the service runs any more, so what Kafka says is what the next one will know. */
    private void noteWhatIsFinished(Map<String, RecordMetadata> places) throws Exception {
        KafkaClients clients =
                new KafkaClients(ListenerSettings.of(Map.of("bootstrap.servers", broker.address()), GROUP));
        Map<TopicPartition, OffsetAndMetadata> offsets;
        StoredProgress kept;
        try (Admin admin = clients.admin()) {
            // Only when the transaction that the kill left open has ended: till then the offsets are not stable.
            offsets = admin.listConsumerGroupOffsets(GROUP, new ListConsumerGroupOffsetsOptions().requireStable(true))
                    .partitionsToOffsetAndMetadata()
                    .get();
            kept = new KafkaProgressStore(new ProgressTopic(GROUP + ".progress"), admin, clients::plainConsumer).read();
        }
        Set<String> open = new HashSet<>();
        places.forEach((id, place) -> {
            TopicPartition partition = new TopicPartition(place.topic(), place.partition());
            OffsetAndMetadata offset = offsets.get(partition);
            Progress progress = kept.progress(partition, offset == null ? 0 : offset.offset());
            if (progress.finished(place.offset())) {
                finished.put(id, target.calls(id));
            } else if (target.calls(id) > 0) {
                open.add(id);
            }
        });
        mayRepeat += open.size();
    }
}
