package io.headrace.listener.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.internal.dispatch.LaneKey;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTopicTest {
    private static final TopicPartition PARTITION = new TopicPartition("dbserver1.inventory.orders", 3);
    private static final LaneKey KEY = new LaneKey(PARTITION, "{\"id\":7}".getBytes(StandardCharsets.UTF_8));
    private static final ObjectNode JSON = new ObjectMapper().createObjectNode();

    private final ProgressTopic topic = new ProgressTopic("g.progress");
    private final StoredProgress stored = new StoredProgress();

    @Test
    void shouldReadBackWhatIsFinishedBeyondTheCommittedOffset() {
        // Given
        Progress progress = new Progress(100, 200, new TreeSet<>(List.of(101L, 150L, 199L)));

        // When
        read(topic.keep(PARTITION, progress));

        // Then
        assertThat(stored.progress(PARTITION, 100)).isEqualTo(progress);
        assertThat(stored.progress(PARTITION, 99))
                .as("an offset that somebody has moved counts, not what was kept with another")
                .isEqualTo(Progress.upTo(99));
    }

    @Test
    void shouldForgetWhatWasCleared() {
        // Given
        read(topic.keep(PARTITION, new Progress(100, 200, new TreeSet<>(List.of(100L)))));
        read(topic.park(KEY, 41));

        // When
        read(topic.clear(PARTITION));
        read(topic.unpark(KEY));

        // Then
        assertThat(stored.progress(PARTITION, 100)).isEqualTo(Progress.upTo(100));
        assertThat(stored.parked()).isEmpty();
    }

    @Test
    void shouldReadBackParkedKeysWithTheirLastDeadLetter() {
        // When
        read(topic.park(KEY, 41));
        read(topic.park(KEY, 43));
        read(topic.park(new LaneKey(PARTITION, null), 12));

        // Then
        assertThat(stored.parked())
                .containsEntry(KEY, 43L)
                .containsEntry(new LaneKey(PARTITION, null), 12L)
                .hasSize(2);
    }

    @Test
    void shouldReadBackReplaysAndWhatBecameOfTheirLetters() {
        // Given
        ObjectNode request = JSON.deepCopy().put("rate", 5);
        ObjectNode outcome = JSON.deepCopy().put("result", "replayed");
        ReplayPartition partition = new ReplayPartition("r1", PARTITION);

        // When
        read(topic.replay("r1", request));
        read(topic.letter("g.dead-letters-0-12", "r1", outcome));
        read(topic.replaying(partition, new Replaying(Progress.upTo(30), 17)));

        // Then
        assertThat(stored.replays()).containsEntry("r1", request);
        assertThat(stored.letters()).containsEntry("g.dead-letters-0-12/r1", outcome);
        assertThat(stored.replaying()).containsEntry(partition, new Replaying(Progress.upTo(30), 17));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[1]", "{\"kind\":\"of tomorrow\",\"id\":\"x\"}"})
    void shouldPassOverRecordsThatItDoesNotKnow(String key) {
        // When
        topic.read(key.getBytes(StandardCharsets.UTF_8), new byte[] {'{', '}'}, stored);
        topic.read(null, null, stored);

        // Then
        assertThat(stored.parked()).isEmpty();
        assertThat(stored.replays()).isEmpty();
        assertThat(stored.letters()).isEmpty();
        assertThat(stored.replaying()).isEmpty();
    }

    private void read(Message message) {
        assertThat(message.topic()).isEqualTo("g.progress");
        topic.read(message.key(), message.value(), stored);
    }
}
