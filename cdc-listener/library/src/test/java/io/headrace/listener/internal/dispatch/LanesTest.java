package io.headrace.listener.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);
    private final Error broken = new StackOverflowError("a defect");

    private final List<SettledRecord> settled = new ArrayList<>();

    @Test
    void shouldStopTheListenerWhenAnAttemptThrows() {
        // When
        lanes((work, sick) -> {
                    throw broken;
                })
                .offer(List.of(work("1")));

        // Then
        assertThat(settled).singleElement().extracting(SettledRecord::fatal).isSameAs(broken);
    }

    @Test
    void shouldStopTheListenerWhenAStageFails() {
        // Given
        CompletableFuture<AttemptResult> verdict = new CompletableFuture<>();
        lanes((work, sick) -> verdict).offer(List.of(work("1")));
        assertThat(settled).isEmpty();

        // When
        verdict.completeExceptionally(broken);

        // Then
        assertThat(settled).singleElement().extracting(SettledRecord::fatal).isSameAs(broken);
    }

    private Lanes lanes(Attempt attempt) {
        return new Lanes(WorkerLimit.of(1), Runnable::run, attempt, System::currentTimeMillis, settled::add);
    }

    private static InFlightRecord work(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return new InFlightRecord(new ConsumerRecord<>(PARTITION.topic(), 0, 0, bytes, bytes), PARTITION, 1, false);
    }
}
