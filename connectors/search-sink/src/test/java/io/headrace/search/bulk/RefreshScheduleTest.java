package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.config.SinkConfig;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.ItemKind;
import io.headrace.search.json.JsonSlice;
import io.headrace.search.offset.PartitionOffsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RefreshScheduleTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long START = 1_000 * MILLI;

    private final PartitionOffsets offsets = new PartitionOffsets(new TopicPartition("orders", 0));
    private final RefreshSchedule schedule = new RefreshSchedule(
            SinkConfig.parse(Map.of(
                            "connection.url",
                            "http://127.0.0.1:1",
                            "refresh",
                            "adaptive",
                            "refresh.min.interval.ms",
                            "20"))
                    .bulk(),
            START);

    @Test
    void shouldRefreshWithALoneChangeAtOnce() {
        assertThat(schedule.wantedBy(batch(1), true, START)).isTrue();
    }

    @Test
    void shouldLeaveRefreshingToTheIndexWhileThereIsABacklog() {
        assertThat(schedule.wantedBy(batch(1), false, START))
                .as("something waits behind it")
                .isFalse();
        assertThat(RefreshSchedule.isSmall(batch(101))).as("a large batch").isFalse();
    }

    @Test
    void shouldNotStartARefreshWhileAnotherIsUnderWay() {
        // Given
        schedule.wantedBy(batch(1), true, START);

        // When
        boolean wanted = schedule.wantedBy(batch(1), true, START + 500 * MILLI);

        // Then
        assertThat(wanted).isFalse();
    }

    @Test
    void shouldKeepTheShortestDistanceWhenRefreshesAreCheap() {
        // Given
        schedule.wantedBy(batch(1), true, START);

        // When
        schedule.refreshed(START, START + 3 * MILLI, true);

        // Then
        assertThat(schedule.due()).isEqualTo(START + 20 * MILLI);
    }

    @Test
    void shouldSpendAThirdOfTheTimeOnRefreshesInTheLongRun() {
        // Given
        long now = START;

        // When
        for (int i = 0; i < 200; i++) {
            schedule.wantedBy(batch(1), true, now);
            schedule.refreshed(now, now + 40 * MILLI, true);
            now = schedule.due();
        }

        // Then
        schedule.wantedBy(batch(1), true, now);
        schedule.refreshed(now, now + 40 * MILLI, true);
        assertThat(schedule.due() - now).isBetween(119 * MILLI, 120 * MILLI);
    }

    @Test
    void shouldCountAPauseOfTheServerOnce() {
        // Given
        schedule.wantedBy(batch(1), true, START);
        schedule.refreshed(START, START + 4 * MILLI, true);
        long second = START + 100 * MILLI;
        schedule.wantedBy(batch(1), true, second);

        // When
        schedule.refreshed(second, second + 164 * MILLI, true);

        // Then
        assertThat(schedule.due())
                .as("twice the average, to which the pause adds an eighth of itself")
                .isEqualTo(second + 164 * MILLI + 2 * 24 * MILLI);
    }

    @Test
    void shouldKeepItsDistanceFromTheFirstRefreshOfAColdServer() {
        // Given
        schedule.wantedBy(batch(1), true, START);

        // When
        schedule.refreshed(START, START + 500 * MILLI, true);

        // Then
        assertThat(schedule.due()).isEqualTo(START + 1_500 * MILLI);
    }

    @Test
    void shouldForgetAColdStartAsSoonAsRefreshesAreCheap() {
        // Given
        schedule.wantedBy(batch(1), true, START);
        schedule.refreshed(START, START + 500 * MILLI, true);
        long second = START + 1_500 * MILLI;
        schedule.wantedBy(batch(1), true, second);

        // When
        schedule.refreshed(second, second + 8 * MILLI, true);

        // Then
        assertThat(schedule.due()).isEqualTo(second + 24 * MILLI);
    }

    @Test
    void shouldNotCountWhatTheWriteItselfTakes() {
        // Given
        for (int i = 0; i < 100; i++) {
            schedule.wrote(List.of(), START, START + 30 * MILLI);
        }
        schedule.wantedBy(batch(1), true, START);

        // When
        schedule.refreshed(START, START + 32 * MILLI, true);

        // Then
        assertThat(schedule.due()).isEqualTo(START + 36 * MILLI);
    }

    @Test
    void shouldNotLearnFromARequestThatFailed() {
        // Given
        schedule.wantedBy(batch(1), true, START);

        // When
        schedule.refreshed(START, START + 60_000 * MILLI, false);

        // Then
        assertThat(schedule.due()).isEqualTo(START + 60_000 * MILLI);
    }

    @Test
    void shouldRememberWhatWasWrittenBetweenRefreshesUntilNoneIsUnderWay() {
        // Given
        schedule.wantedBy(batch(1), true, START);
        List<BulkOperation> written = batch(1).operations();

        // When
        schedule.wrote(written, START, START + MILLI);

        // Then
        assertThat(schedule.hasUnseen()).as("while a refresh is under way").isFalse();
        schedule.refreshed(START, START + 3 * MILLI, true);
        assertThat(schedule.hasUnseen()).isTrue();
        assertThat(schedule.takeUnseen()).isEqualTo(written);
        assertThat(schedule.hasUnseen()).isFalse();
    }

    private Batch batch(int size) {
        Batch batch = Batch.opened(START);
        IntStream.range(0, size).forEach(number -> batch.add(operation(number)));
        return batch;
    }

    private BulkOperation operation(int number) {
        DocumentChange.Write write = new DocumentChange.Write(
                ItemKind.INDEX,
                new DocumentChange.Address("orders", null, Integer.toString(number)),
                number,
                new JsonSlice(new byte[] {'{', '}'}, 0, 2));
        SinkRecord record = new SinkRecord("orders", 0, null, null, null, null, number);
        return new BulkOperation(write, offsets, offsets.begin(number), record, false);
    }
}
