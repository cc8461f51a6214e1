package io.headrace.e2e.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.e2e.lab.Lab;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Seeds on real servers: 40 in the build; with {@code -Pgenerate} as many as {@code -Dheadrace.seeds} says, from
 * {@code -Dheadrace.seeds.first} on.
 */
@SuppressWarnings("SystemOut") // whoever looks for a failure needs its seed and statements
class GeneratedSchemasIT {

    @RegisterExtension
    static final Lab lab = new Lab();

    @Test
    void shouldEqualTheTableOrBeReportedByNameWhenSchemasAndStatementsAreMadeOfSeeds() {
        // Given
        long first = Long.getLong("headrace.seeds.first", 1);
        int count = Integer.getInteger("headrace.seeds", 40);
        Seeds seeds = new Seeds(new LiveServers(lab.stack()), Excluded.known(), System.out);

        // When
        List<Finding> findings = seeds.run(first, count);
        findings.stream().filter(Finding::isWrong).findFirst().ifPresent(seeds::shrink);

        // Then
        assertThat(findings).as("one for each seed").hasSize(count);
        assertThat(findings.stream().filter(Finding::isWrong))
                .as("index or listener differ from the table, and nobody says so; the smallest statements are above")
                .isEmpty();
        assertThat(findings.stream().filter(Finding::isEqual).count())
                .as("seeds that were neither refused nor reported: of too few this test says nothing")
                .isGreaterThan(count / 4);
    }
}
