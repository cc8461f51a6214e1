package io.headrace.listener.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@SuppressWarnings("removal") // the only way to metadata of a group without a consumer
class TransactionalOutboxTest {
    private final List<MockProducer<byte[], byte[]>> made = new ArrayList<>();
    private final List<Long> pauses = new ArrayList<>();
    private long nanos;

    private final TransactionalOutbox.Pause pause = new TransactionalOutbox.Pause() {
        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public void pause(long millis) {
            pauses.add(millis);
            nanos += Duration.ofMillis(millis).toNanos();
        }
    };

    @Test
    void shouldPauseBetweenProducersWhenTheyAreRefusedAtOnce() {
        // Given
        TransactionalOutbox outbox = new TransactionalOutbox(this::producer, silent(), pause);

        // Then
        assertThatThrownBy(() -> outbox.commit(
                        List.of(),
                        Map.of(new TopicPartition("t", 0), 7L),
                        new ConsumerGroupMetadata("g"),
                        Duration.ofSeconds(1)))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("whether a commit of group g happened could not be determined within 5 minutes");
        assertThat(made).as("producers of five minutes").hasSizeLessThan(80);
        assertThat(pauses).startsWith(100L, 200L, 400L, 800L).endsWith(5_000L).hasSize(made.size() - 2);
    }

    /** The first loses the answer to its commit, and all others are refused. */
    private MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer = new MockProducer<>(
                true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
        if (made.isEmpty()) {
            producer.commitTransactionException = new KafkaException("the answer was lost");
        } else {
            producer.initTransactionException = new TransactionalIdAuthorizationException("refused");
        }
        made.add(producer);
        return producer;
    }

    private static Admin silent() {
        return (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, arguments) -> {
                    throw new KafkaException("no answer");
                });
    }
}
