package io.headrace.e2e.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private final Shrinker shrinker = new Shrinker(30);

    @Test
    void shouldFindAPlantedPairWhenItIsFarApart() {
        // Given
        List<Integer> statements = IntStream.range(0, 100).boxed().toList();

        // When
        List<Integer> smallest = shrinker.smallest(
                statements,
                candidates -> candidates.stream()
                        .map(candidate -> candidate.contains(3) && candidate.contains(91))
                        .toList());

        // Then
        assertThat(smallest).as("what the failure needs").containsExactly(3, 91);
    }

    @Test
    void shouldKeepTheOrderWhenTheFailureNeedsIt() {
        // Given
        List<Integer> statements = IntStream.range(0, 37).boxed().toList();

        // When
        List<Integer> smallest = shrinker.smallest(
                statements,
                candidates -> candidates.stream()
                        .map(candidate -> candidate.containsAll(List.of(0, 17, 18, 36)))
                        .toList());

        // Then
        assertThat(smallest).containsExactly(0, 17, 18, 36);
    }

    @Test
    void shouldKeepAllWhenNoPartFails() {
        // Given
        List<Integer> statements = List.of(1, 2, 3, 4, 5);

        // When
        List<Integer> smallest = shrinker.smallest(
                statements,
                candidates -> candidates.stream().map(candidate -> false).toList());

        // Then
        assertThat(smallest).isEqualTo(statements);
    }

    @Test
    void shouldStopWhenTheTrialsAreUsedUp() {
        // Given
        List<Integer> statements = IntStream.range(0, 64).boxed().toList();

        // When
        List<Integer> smallest = new Shrinker(2)
                .smallest(
                        statements,
                        candidates -> candidates.stream()
                                .map(candidate -> candidate.contains(63))
                                .toList());

        // Then
        assertThat(smallest).as("after two rounds of quarters").hasSize(4).contains(63);
    }
}
