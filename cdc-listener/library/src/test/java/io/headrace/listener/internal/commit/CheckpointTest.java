package io.headrace.listener.internal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.SettledRecord;
import io.headrace.listener.internal.progress.PartitionProgress;
import io.headrace.listener.internal.progress.Progress;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

@SuppressWarnings("removal") // the only way to metadata of a group without a consumer
class CheckpointTest {
    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final Message LETTER = Message.of("dead", new byte[] {1}, new byte[500]);
    private static final Message EVENT = Message.of("events", new byte[] {1}, new byte[500]);

    private final List<List<Message>> committed = new ArrayList<>();
    private final PartitionProgress progress = new PartitionProgress(PARTITION, 1, Progress.upTo(0));
    private final InFlightRecord inFlight =
            new InFlightRecord(new ConsumerRecord<>("t", 0, 0, new byte[] {1}, new byte[500]), PARTITION, 1, false);
    private final Checkpoint checkpoint = new Checkpoint(
            new SmallTopics(),
            new ProgressTopic("progress"),
            new DeadLetters("dead", 1_000_000)::smaller,
            CheckpointTiming.DEFAULT,
            Runnable::run,
            () -> {});

    @Test
    void shouldWriteALetterWithoutItsValueWhenItsTopicDoesNotTakeIt() throws Exception {
        // Given
        settle(LETTER);
        assertThatThrownBy(this::commit).isInstanceOf(MessageTooLargeException.class);

        // When
        commit();

        // Then
        assertThat(committed).hasSize(1);
        Message letter = committed.get(0).get(0);
        assertThat(letter.value()).isNull();
        assertThat(letter.key()).isEqualTo(LETTER.key());
        assertThat(letter.headers().get(DeadLetters.VALUE_LEFT_OUT)).isEqualTo("500".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldStopBeforeAChangeWhoseMessageItsTopicWillNeverTake() {
        // Given
        settle(EVENT);

        // Then
        assertThatThrownBy(this::commit)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the topic events does not take a message of 629 bytes")
                .hasMessageContaining(
                        "give the topic a larger max.message.bytes, or set the Kafka setting max.request.size");
        assertThat(committed).isEmpty();
    }

    private void settle(Message message) {
        progress.started(0, 0);
        progress.finished(0);
        checkpoint.add(new SettledRecord(inFlight, List.of(message), null), 0);
    }

    private void commit() throws NotCommittedException {
        checkpoint.commit(List.of(progress), List.of(), new ConsumerGroupMetadata("g"), 0, Duration.ofSeconds(1));
        checkpoint.end(0);
    }

    /** Takes no value of 500 bytes. */
    private final class SmallTopics implements Outbox {
        @Override
        public void takeOver() {}

        @Override
        public void commit(
                List<Message> messages, Map<TopicPartition, Long> offsets, ConsumerGroupMetadata group, Duration within)
                throws NotCommittedException {
            for (Message message : messages) {
                if (message.value() != null && message.value().length >= 500) {
                    throw new MessageTooLargeException(message, new RecordTooLargeException("too large"));
                }
            }
            committed.add(messages);
        }

        @Override
        public void close() {}
    }
}
