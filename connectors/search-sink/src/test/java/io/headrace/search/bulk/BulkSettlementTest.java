package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.document.ItemKind;
import io.headrace.search.failure.Refusal;
import io.headrace.search.json.JsonSlice;
import io.headrace.search.offset.PartitionOffsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkSettlementTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Refusal BUSY = new Refusal(429, "es_rejected_execution_exception", "too large");

    private final BulkSettings settings =
            SinkConfig.parse(Map.of("connection.url", "http://127.0.0.1:1")).bulk();
    private final PartitionOffsets offsets = new PartitionOffsets(new TopicPartition("orders", 0));
    private final OperationBacklog backlog = new OperationBacklog(settings, false);
    private final BulkSettlement settlement = new BulkSettlement(
            settings,
            backlog,
            new SendLimiter(settings.retry(), settings.maxInFlight()),
            new RefreshSchedule(settings, 0),
            new BulkCounters());

    @BeforeEach
    void queueTwoDocuments() {
        backlog.admit(operation(7), 0);
        backlog.admit(operation(8), 0);
    }

    private BulkOperation operation(int offset) {
        DocumentChange.Write write = new DocumentChange.Write(
                ItemKind.INDEX,
                new DocumentChange.Address("orders", null, Integer.toString(offset)),
                offset,
                new JsonSlice(new byte[] {'{', '}'}, 0, 2));
        SinkRecord record = new SinkRecord("orders", 0, null, null, null, null, offset);
        return new BulkOperation(write, offsets, offsets.begin(offset), record, false);
    }

    private void answer(long now, Refusal... refusals) {
        Batch batch = backlog.take(now, true);
        settlement.settle(
                new BulkWriter.Assignment(batch, false, false, now),
                new BulkResult.Answered(Arrays.asList(refusals)),
                now);
    }

    @Test
    void shouldTellOnceWhichDocumentIsRefusedAgainAndAgainWhileTheServerTakesTheRest() {
        // Given
        answer(1, null, BUSY);
        assertThat(settlement.takeLastingRefusal()).isNull();
        // When
        answer(65 * SECOND, BUSY);
        // Then
        assertThat(settlement.takeLastingRefusal())
                .contains("1 for index orders", "orders-0@8", "for 65 s", "429 (es_rejected_execution_exception)");
        assertThat(settlement.takeLastingRefusal()).isNull();
    }

    @Test
    void shouldKeepQuietAboutWhatIsTakenInTheEnd() {
        // Given
        answer(1, null, BUSY);
        // When
        answer(65 * SECOND, (Refusal) null);
        // Then
        assertThat(settlement.takeLastingRefusal()).isNull();
        assertThat(backlog.bytes()).isZero();
    }
}
