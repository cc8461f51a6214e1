package io.headrace.listener.internal.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress(new TopicPartition("t", 0), 1, Progress.upTo(7));

    @Test
    void shouldHaveNothingToCommitWhereItBeginsAtTheCommittedOffset() {
        assertThat(progress.changed()).isFalse();
        assertThat(progress.moved()).isFalse();
    }

    @Test
    void shouldCommitWhereItBeginsWhenNothingWasCommittedBefore() {
        // When
        progress.beginsUncommitted();

        // Then
        assertThat(progress.changed()).isTrue();
        assertThat(progress.committable()).isEqualTo(7);
        progress.committing().succeeded();
        assertThat(progress.changed()).isFalse();
        assertThat(progress.moved()).isFalse();
    }

    @Test
    void shouldKeepForTheNextCommitWhatFinishesDuringOne() {
        // Given
        progress.started(7, 0);
        progress.started(8, 0);
        progress.finished(7);

        // When
        PartitionProgress.Committing first = progress.committing();
        progress.finished(8);
        first.succeeded();

        // Then
        assertThat(progress.changed()).isTrue();
        assertThat(progress.moved()).isTrue();
        progress.committing().succeeded();
        assertThat(progress.changed()).isFalse();
        assertThat(progress.moved()).isFalse();
    }

    @Test
    void shouldStillHaveToKeepAGapWhoseCommitFailed() {
        // Given
        progress.started(7, 0);
        progress.started(8, 0);
        progress.finished(8);

        // When
        PartitionProgress.Committing commit = progress.committing();
        assertThat(progress.changed()).isFalse();
        commit.failed();

        // Then
        assertThat(progress.changed()).isTrue();
        assertThat(progress.gapWritten()).isFalse();
        progress.committing().succeeded();
        assertThat(progress.gapWritten()).isTrue();
    }
}
