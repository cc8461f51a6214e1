package io.headrace.e2e.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioGeneratorTest {

    @Test
    void shouldMakeTheSameOfASeedEachTime() {
        for (long seed = 0; seed < 200; seed++) {
            // When
            Scenario one = ScenarioGenerator.of(seed, Excluded.nothing());
            Scenario other = ScenarioGenerator.of(seed, Excluded.nothing());

            // Then
            assertThat(other).as("seed %d", seed).isEqualTo(one);
        }
    }

    @Test
    void shouldUseEveryTypeAndKeyAndWayWhenThereAreManySeeds() {
        // When
        String all = sqlOf(2_000, Excluded.nothing());
        List<Way> ways = LongStream.range(0, 12)
                .mapToObj(seed -> Way.of(seed, Excluded.nothing()))
                .distinct()
                .toList();

        // Then
        assertThat(ways).containsExactlyInAnyOrder(Way.values());
        for (ColumnType type : ColumnType.values()) {
            assertThat(all).as(type.name()).contains("` " + type.declaration());
        }
        for (KeyShape key : KeyShape.values()) {
            key.parts().forEach(part -> assertThat(all).as(key.name()).contains(part.declaration()));
        }
        assertThat(all)
                .contains(
                        "REPLACE INTO",
                        "ON DUPLICATE KEY",
                        "SAVEPOINT",
                        "ROLLBACK",
                        "RENAME TABLE",
                        "ALGORITHM=INSTANT")
                .contains(" FIRST", " AFTER ", "PARTITION BY", "FOREIGN KEY", "INVISIBLE", "VIRTUAL", "STORED", "XA ")
                .contains("MINIMAL", "STATEMENT", "PARTIAL_JSON", "sql_log_bin", "TRUNCATE", "sql_mode", "time_zone");
    }

    @Test
    void shouldLeaveOutWhatIsExcluded() {
        // Given
        Excluded excluded = Excluded.nothing().and(Set.of("XA", "YEAR", "KEY_YEAR"), "a test");

        // When
        String all = sqlOf(500, excluded);

        // Then
        assertThat(all).doesNotContain("XA ", " YEAR");
        assertThat(excluded.lines()).as("said by name").hasSize(3);
    }

    private static String sqlOf(int seeds, Excluded excluded) {
        return LongStream.range(0, seeds)
                .mapToObj(seed -> ScenarioGenerator.of(seed, excluded).toString())
                .collect(Collectors.joining("\n"));
    }
}
