package io.headrace.search.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.WriteSettings.Malformed;
import io.headrace.search.failure.RecordErrors.RecordError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordErrorsTest {
    private static final long LATER = TimeUnit.SECONDS.toNanos(11);

    private final List<SinkRecord> reported = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private final CompletableFuture<Void> receipt = new CompletableFuture<>();
    private final RecordErrors errors = new RecordErrors(Malformed.REPORT, 3, this::report);

    private Future<Void> report(SinkRecord record, Throwable error) {
        reported.add(record);
        return receipt;
    }

    private RecordError error(long offset, String reason, boolean ofTheTarget, long successesBefore) {
        SinkRecord record = new SinkRecord("t", 0, null, "k", null, "v", offset);
        return new RecordError(
                record, new ConnectException(reason), reason, ofTheTarget, successesBefore, () -> done.add(offset));
    }

    @Test
    void shouldReportALoneFailureAtTheEndOfATopicAfterAWhile() {
        // Given
        errors.add(error(7, "mapping", false, 0), 0);
        errors.settle(0, 0);
        assertThat(reported).isEmpty();
        // When: the worker goes on calling, as it does when its poll finds nothing
        errors.settle(0, LATER);
        receipt.complete(null);
        errors.settle(0, LATER);
        // Then
        assertThat(reported).hasSize(1);
        assertThat(done).containsExactly(7L);
    }

    /** As Connect 4.3.1 answers when its producer refuses the letter at once: it logs that, and forgets it. */
    @Test
    void shouldStopBeforeTheOffsetWhenTheLetterIsForgottenAtOnce() {
        // Given
        receipt.complete(null);
        errors.add(error(7, "mapping", false, 0), 0);
        // When
        assertThatThrownBy(() -> errors.settle(1, 1))
                // Then
                .hasMessageContaining("producer.override.max.request.size")
                .hasMessageContaining("max.message.bytes");
        assertThat(done).as("records whose offsets may be passed").isEmpty();
    }

    @Test
    void shouldStopBeforeTheOffsetWhenTheBrokerRefusesTheLetter() {
        // Given
        errors.add(error(7, "mapping", false, 0), 0);
        errors.settle(1, 1);
        receipt.completeExceptionally(new ConnectException("larger than the topic takes"));
        // When
        assertThatThrownBy(() -> errors.settle(1, 2))
                // Then
                .hasMessageContaining("larger than the topic takes")
                .hasMessageContaining("max.message.bytes");
        assertThat(done).as("records whose offsets may be passed").isEmpty();
    }

    @Test
    void shouldReportAtOnceWhenAnotherRecordHasSucceeded() {
        errors.add(error(7, "mapping", false, 0), 0);
        errors.settle(1, 1);
        assertThat(reported).hasSize(1);
        assertThat(done).as("before the dead letter topic has it").isEmpty();
    }

    @Test
    void shouldReportNothingWhenAllFailAlike() {
        errors.add(error(1, "mapping", false, 0), 0);
        errors.add(error(2, "mapping", false, 0), 0);
        assertThatThrownBy(() -> errors.add(error(3, "mapping", false, 0), 0))
                .hasMessageContaining("not in the records");
        assertThat(reported).isEmpty();
    }

    private RecordError conversionError(long offset, String topic) {
        RecordError error = error(offset, "conversion", false, 0);
        return new RecordError(error.record(), error.error(), error.reason(), false, 0, error.done(), topic);
    }

    @Test
    void shouldGiveUpATopicOfWhichNoRecordCanBeADocumentWhereOthersWaitBehindIt() {
        // Given
        RecordErrors shared = new RecordErrors(Malformed.REPORT, 3, this::report, topic -> topic.equals("copy"));
        // When
        for (long offset = 0; offset < 500; offset++) {
            shared.add(conversionError(offset, "copy"), 0);
        }
        // Then
        assertThat(reported).as("dead letters").hasSize(500);
    }

    @Test
    void shouldStopForATopicThatIsAloneAndForReasonsThatAreNotItsOwn() {
        RecordErrors alone = new RecordErrors(Malformed.REPORT, 2, this::report, topic -> false);
        alone.add(conversionError(1, "copy"), 0);
        assertThatThrownBy(() -> alone.add(conversionError(2, "copy"), 0)).hasMessageContaining("not in the records");
        RecordErrors shared = new RecordErrors(Malformed.REPORT, 2, this::report, topic -> true);
        shared.add(error(1, "400document_parsing_exception", false, 0), 0);
        assertThatThrownBy(() -> shared.add(error(2, "400document_parsing_exception", false, 0), 0))
                .hasMessageContaining("not in the records");
        assertThat(reported).isEmpty();
    }

    @Test
    void shouldNeverGiveUpARecordForAMissingTarget() {
        errors.add(error(1, "target", true, 0), 0);
        assertThatThrownBy(() -> errors.settle(0, LATER)).hasMessageContaining("Correct the target");
        assertThat(reported).isEmpty();
    }
}
