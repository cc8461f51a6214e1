package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.doctor.Diagnosis.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    private static final Check FINE = Check.ok("a", "b");

    @Test
    void shouldCallNothingRightThatWasNotLookedAt() {
        String summary = Diagnosis.summary(true, List.of(FINE, Check.skipped("index ${x}", "depends", "so", "")));

        assertThat(summary).isNotEqualTo("Nothing is wrong.").contains("1 not checked");
    }

    @Test
    void shouldPointToWarnings() {
        assertThat(Diagnosis.summary(true, List.of(FINE, Check.warning("a", "b", "c", "d"))))
                .contains("1 to look into");
    }

    @Test
    void shouldBeContentWhenAllWasLookedAt() {
        assertThat(Diagnosis.summary(true, List.of(FINE))).isEqualTo("Nothing is wrong.");
        assertThat(Diagnosis.summary(false, List.of(FINE))).startsWith("Something is wrong");
    }
}
