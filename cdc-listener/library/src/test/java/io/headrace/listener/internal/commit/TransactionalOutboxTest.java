package io.headrace.listener.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.listener.reaction.Message;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

@SuppressWarnings("removal") // the only way to metadata of a group without a consumer
class TransactionalOutboxTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Map<TopicPartition, Long> OFFSETS = Map.of(PARTITION, 7L);
    private static final ConsumerGroupMetadata GROUP = new ConsumerGroupMetadata("g");
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Message MESSAGE = Message.of("events", new byte[] {1}, new byte[] {2});

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
        assertThatThrownBy(() -> outbox.commit(List.of(), OFFSETS, GROUP, SOON))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("whether a commit of group g happened could not be determined within 5 minutes");
        assertThat(made).as("producers of five minutes").hasSizeLessThan(80);
        assertThat(pauses).startsWith(100L, 200L, 400L, 800L).endsWith(5_000L).hasSize(made.size() - 2);
    }

    @Test
    void shouldPublishAndMoveOffsetsInOneTransactionWithAMarkOfTheCommit() throws Exception {
        // Given
        MockProducer<byte[], byte[]> producer = mock(true);
        TransactionalOutbox outbox = new TransactionalOutbox(() -> producer, silent(), pause);

        // When
        outbox.commit(List.of(MESSAGE.header("type", "Paid")), OFFSETS, GROUP, SOON);
        outbox.commit(List.of(), OFFSETS, GROUP, SOON);

        // Then
        assertThat(producer.commitCount()).isEqualTo(2);
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("events");
            assertThat(record.headers().lastHeader("type").value()).asString().isEqualTo("Paid");
        });
        assertThat(producer.consumerGroupOffsetsHistory())
                .as("each commit has a mark of its own")
                .extracting(groups -> groups.get("g").get(PARTITION).metadata())
                .doesNotHaveDuplicates()
                .allMatch(mark -> mark.matches(".+/[01]"));
        assertThat(producer.consumerGroupOffsetsHistory())
                .extracting(groups -> groups.get("g").get(PARTITION).offset())
                .containsExactly(7L, 7L);
    }

    @Test
    void shouldAbortAndNameTheLargestMessageWhenOneIsTooLarge() {
        // Given
        Message large = Message.of("events", null, new byte[100]);
        MockProducer<byte[], byte[]> refusing =
                new MockProducer<>(
                        false, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                        Future<RecordMetadata> sent = super.send(record);
                        errorNext(new RecordTooLargeException("refused"));
                        return sent;
                    }
                };
        TransactionalOutbox refused = new TransactionalOutbox(() -> refusing, silent(), pause);

        // Then
        assertThatThrownBy(() -> refused.commit(List.of(MESSAGE, large), OFFSETS, GROUP, SOON))
                .isInstanceOfSatisfying(
                        MessageTooLargeException.class,
                        e -> assertThat(e.refused()).isSameAs(large));
        assertThat(refusing.transactionAborted()).isTrue();
        assertThat(refusing.consumerGroupOffsetsHistory()).isEmpty();
    }

    @Test
    void shouldGiveUpTheProducerWhenWhatIsPublishedIsNotTakenInTime() throws Exception {
        // Given: nobody completes what the first producer sends
        List<MockProducer<byte[], byte[]>> producers = List.of(mock(false), mock(true));
        Iterator<MockProducer<byte[], byte[]>> next = producers.iterator();
        TransactionalOutbox outbox = new TransactionalOutbox(next::next, silent(), pause);

        // When
        assertThatThrownBy(() -> outbox.commit(List.of(MESSAGE), OFFSETS, GROUP, Duration.ofMillis(1)))
                .isInstanceOf(NotCommittedException.class)
                .hasMessageContaining("was not accepted within 1 ms");
        outbox.commit(List.of(MESSAGE), OFFSETS, GROUP, SOON);

        // Then
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(producers.get(0).transactionCommitted()).isFalse();
        assertThat(producers.get(1).transactionCommitted()).isTrue();
    }

    @Test
    void shouldGoOnWithTheSameProducerAfterAnAbort() throws Exception {
        // Given
        MockProducer<byte[], byte[]> producer = mock(true);
        TransactionalOutbox outbox = new TransactionalOutbox(() -> producer, silent(), pause);
        producer.sendOffsetsToTransactionException = new KafkaException("no coordinator");

        // When
        assertThatThrownBy(() -> outbox.commit(List.of(MESSAGE), OFFSETS, GROUP, SOON))
                .isInstanceOf(NotCommittedException.class)
                .hasMessageContaining("the transaction was aborted: no coordinator");
        producer.sendOffsetsToTransactionException = null;
        outbox.commit(List.of(MESSAGE), OFFSETS, GROUP, SOON);

        // Then
        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).as("what was aborted is not there").hasSize(1);
    }

    private static MockProducer<byte[], byte[]> mock(boolean autoComplete) {
        return new MockProducer<>(
                autoComplete, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The first loses the answer to its commit, and all others are refused. */
    private MockProducer<byte[], byte[]> producer() {
        MockProducer<byte[], byte[]> producer = mock(true);
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
