package io.headrace.listener.internal.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More seeds: {@code -Dheadrace.seeds=10000}, from another one on: {@code -Dheadrace.seed=…}. */
class SimulationTest {
    private static final int SEEDS = Integer.getInteger("headrace.seeds", 300);
    private static final long FIRST = Long.getLong("headrace.seed", 1);

    @Test
    void shouldKeepEveryPromiseWhateverHappens() {
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            // When
            List<String> violations = new Simulation(seed, PlantedBug.NONE).run();

            // Then
            assertThat(violations)
                    .as("run again by -Dheadrace.seed=%d -Dheadrace.seeds=1", seed)
                    .isEmpty();
        }
    }

    @Test
    void shouldDoTheSameAgainForTheSameSeed() {
        // Given
        Simulation first = new Simulation(FIRST, PlantedBug.COMMIT_PAST_A_GAP);
        Simulation second = new Simulation(FIRST, PlantedBug.COMMIT_PAST_A_GAP);

        // When
        List<String> violations = first.run();

        // Then
        assertThat(second.run()).isEqualTo(violations);
        assertThat(second.now()).isEqualTo(first.now());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldFindThePlantedBug(PlantedBug bug) {
        // When
        long seed = FIRST;
        List<String> violations = List.of();
        while (violations.isEmpty() && seed < FIRST + SEEDS) {
            violations = new Simulation(seed++, bug).run();
        }

        // Then
        assertThat(violations).as("%s is found within %d seeds", bug, SEEDS).isNotEmpty();
    }
}
