package io.headrace.listener.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import io.headrace.listener.change.Origin;
import io.headrace.listener.change.SourcePosition;
import io.headrace.listener.change.TransactionOrder;
import io.headrace.listener.internal.dispatch.LaneKey;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class DeduplicationTest {
    private static final LaneKey KEY = key(1);

    private final Deduplication deduplication = new Deduplication(2);

    @Test
    void shouldRecogniseWhatWasSeenAndWhatIsBeforeIt() {
        // Given
        deduplication.admit(KEY, gtid("a:10", 1, 100));
        deduplication.admit(KEY, gtid("a:11", 2, 110));

        // When
        boolean sameIsNew = deduplication.admit(KEY, gtid("a:11", 2, 110));

        // Then
        assertThat(sameIsNew).isFalse();
        assertThat(deduplication.admit(KEY, gtid("a:10", 1, 100))).as("before").isFalse();
        assertThat(deduplication.admit(KEY, gtid("a:11", 3, 110)))
                .as("later in the transaction")
                .isTrue();
    }

    @Test
    void shouldNotCompareThePositionsOfTwoServers() {
        // Given
        deduplication.admit(KEY, gtid("a:500", 1, 100));

        // When
        boolean isNew = deduplication.admit(KEY, gtid("b:3", 1, 101));

        // Then
        assertThat(isNew).isTrue();
    }

    @Test
    void shouldTakeAYoungerChangeForNewThoughNumbersBeganAgain() {
        // Given
        deduplication.admit(KEY, gtid("a:500", 1, 100));

        // When
        boolean isNew = deduplication.admit(KEY, gtid("a:1", 1, 200));

        // Then
        assertThat(isNew).as("RESET MASTER starts the numbers anew").isTrue();
    }

    @Test
    void shouldOrderLogFilesByTheirNumber() {
        // Given
        deduplication.admit(KEY, file("mysql-bin.1000000", 4, 100));

        // When
        boolean isNew = deduplication.admit(KEY, file("mysql-bin.999999", 900, 90));

        // Then
        assertThat(isNew).isFalse();
    }

    @Test
    void shouldNotTakeEqualPositionsForTheSameWithoutGtid() {
        // Given
        deduplication.admit(KEY, file("mysql-bin.000001", 4, 100));

        // When
        boolean isNew = deduplication.admit(KEY, file("mysql-bin.000001", 4, 100));

        // Then
        assertThat(isNew)
                .as("statements of a compressed transaction share a position")
                .isTrue();
    }

    @Test
    void shouldForgetTheKeyThatWasSeenLongestAgo() {
        // Given
        deduplication.admit(key(1), gtid("a:1", 1, 1));
        deduplication.admit(key(2), gtid("a:2", 1, 2));
        deduplication.admit(key(3), gtid("a:3", 1, 3));

        // When
        boolean oldestIsNew = deduplication.admit(key(1), gtid("a:1", 1, 1));

        // Then
        assertThat(oldestIsNew).isTrue();
        assertThat(deduplication.admit(key(3), gtid("a:3", 1, 3))).isFalse();
    }

    private static LaneKey key(int id) {
        return new LaneKey(new TopicPartition("t", 0), new byte[] {(byte) id});
    }

    private static Origin gtid(String gtid, long order, long micros) {
        return origin(new SourcePosition(1, gtid, "f", 0, 0), new TransactionOrder(gtid, order), micros);
    }

    private static Origin file(String file, long pos, long micros) {
        return origin(new SourcePosition(1, null, file, pos, 0), null, micros);
    }

    private static Origin origin(SourcePosition position, TransactionOrder order, long micros) {
        return new Origin(
                "d.t",
                NullNode.getInstance(),
                position,
                Instant.EPOCH.plusNanos(micros * 1_000),
                order,
                "",
                "t",
                0,
                0,
                Optional.empty());
    }
}
