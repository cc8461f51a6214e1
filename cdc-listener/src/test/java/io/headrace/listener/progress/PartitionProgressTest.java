package io.headrace.listener.progress;

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
        progress.committed();
        assertThat(progress.changed()).isFalse();
        assertThat(progress.moved()).isFalse();
    }
}
