package io.headrace.search.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.failure.Disposition;
import io.headrace.search.failure.Refusal;
import io.headrace.search.offset.PartitionOffsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkSettlementTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Refusal BUSY = new Refusal(429, "es_rejected_execution_exception", "too large");

    private final BulkSettings settings = Operations.settings("max.retries", "2");
    private final PartitionOffsets offsets = new PartitionOffsets(new TopicPartition("orders", 0));
    private final OperationBacklog backlog = new OperationBacklog(settings, false);
    private final SendLimiter limiter = new SendLimiter(settings.retry(), settings.maxInFlight());
    private final BulkCounters counters = new BulkCounters();
    private final BulkSettlement settlement =
            new BulkSettlement(settings, backlog, limiter, new RefreshSchedule(settings, 0), counters);
    private final BulkOperation seventh = Operations.write(offsets, "7", 7);
    private final BulkOperation eighth = Operations.write(offsets, "8", 8);

    @BeforeEach
    void queueTwoDocuments() {
        backlog.admit(seventh, 0);
        backlog.admit(eighth, 0);
    }

    private void answer(long now, Refusal... refusals) {
        end(now, new BulkResult.Answered(Arrays.asList(refusals)));
    }

    /** Sends the next batch, which ends so. */
    private Batch end(long now, BulkResult result) {
        Batch batch = backlog.take(now, true);
        settlement.settle(new BulkWriter.Assignment(batch, false, false, now), result, now);
        return batch;
    }

    private static BulkResult refused(int status) {
        return new BulkResult.Refused(new Refusal(status, "", "as was asked for"), 0);
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

    @Test
    void shouldMatchEachRefusalToItsOwnOperation() {
        // When
        answer(1, null, new Refusal(400, "document_parsing_exception", "no number"));
        // Then
        assertThat(settlement.takeRefused()).singleElement().satisfies(refused -> {
            assertThat(refused.operation()).isSameAs(eighth);
            assertThat(refused.disposition()).isEqualTo(Disposition.REPORT);
        });
        assertThat(settlement.takeRefused()).as("told once").isEmpty();
        assertThat(offsets.firstUnfinished())
                .as("the refused one is its taker's")
                .hasValue(8);
    }

    @Test
    void shouldCountADocumentThatIsNewerAsDone() {
        // When
        answer(1, new Refusal(409, "version_conflict_engine_exception", "newer"), null);
        // Then
        assertThat(counters.stale.sum()).isEqualTo(1);
        assertThat(counters.written.sum()).isEqualTo(1);
        assertThat(settlement.takeStale()).isSameAs(seventh);
        assertThat(offsets.firstUnfinished()).isEmpty();
    }

    @Test
    void shouldSendTheHalvesOfARequestThatIsTooLargeUntilOneRecordIsToBlame() {
        // When
        end(1, refused(413));
        // Then
        assertThat(end(SECOND, refused(413)).operations()).containsExactly(seventh);
        assertThat(settlement.takeRefused())
                .extracting(RefusedOperation::operation)
                .containsExactly(seventh);
        assertThat(end(SECOND, BulkResult.ALL_DONE).operations()).containsExactly(eighth);
        assertThat(settlement.failure()).isNull();
        assertThat(offsets.firstUnfinished())
                .as("the refused one is its taker's")
                .hasValue(7);
    }

    @Test
    void shouldSendARequestWithoutAnswerAgainAsItWasAndRememberThatItMayBeDone() {
        // When
        end(1, new BulkResult.Unanswered("nobody answers"));
        // Then
        assertThat(seventh.isUncertain()).isTrue();
        assertThat(limiter.reason()).isEqualTo("nobody answers");
        assertThat(limiter.inFlightLimit()).as("one request probes").isEqualTo(1);
        assertThat(end(SECOND, BulkResult.ALL_DONE).operations()).containsExactly(seventh, eighth);
        assertThat(limiter.hasOutage()).isFalse();
        assertThat(offsets.firstUnfinished()).isEmpty();
    }

    @Test
    void shouldHalveARequestThatIsCutShortAgainAndAgain() {
        // Given
        BulkResult cut = new BulkResult.Unanswered("the connection ended", true);
        end(1, cut);
        assertThat(end(SECOND, cut).size()).as("the second attempt").isEqualTo(2);
        // When
        Batch third = end(2 * SECOND, cut);
        // Then
        assertThat(third.size()).as("the third attempt").isEqualTo(2);
        assertThat(backlog.take(3 * SECOND, true).operations()).containsExactly(seventh);
        assertThat(backlog.take(3 * SECOND, true).operations()).containsExactly(eighth);
    }

    @Test
    void shouldGiveUpTheTaskAndNoRecordWhenTheRetriesAreUsedUp() {
        // Given
        end(1, refused(503));
        end(SECOND, refused(503));
        assertThat(settlement.failure()).isNull();
        // When
        end(2 * SECOND, refused(503));
        // Then
        assertThat(settlement.failure()).hasMessageContaining("max.retries=2");
        assertThat(offsets.firstUnfinished()).hasValue(7);
    }

    @Test
    void shouldStopForWantOfRightsWithoutPassingAnyOffset() {
        // When
        end(1, refused(403));
        // Then
        assertThat(settlement.failure()).hasMessageContaining("a right is missing");
        assertThat(settlement.takeRefused()).isEmpty();
        assertThat(offsets.firstUnfinished()).hasValue(7);
    }

    @Test
    void shouldNotReportWhatBelongsToARevokedPartition() {
        // Given
        Refusal poisoned = new Refusal(400, "document_parsing_exception", "no number");
        Batch batch = backlog.take(1, true);
        offsets.revoke();
        // When
        settlement.settle(
                new BulkWriter.Assignment(batch, false, false, 1),
                new BulkResult.Answered(Arrays.asList(poisoned, poisoned)),
                1);
        // Then
        assertThat(settlement.takeRefused()).isEmpty();
        assertThat(backlog.bytes()).isZero();
    }
}
