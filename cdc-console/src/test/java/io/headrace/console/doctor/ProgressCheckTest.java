package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.pipeline.SourceLag;
import io.headrace.console.scenario.Fixes;
import org.junit.jupiter.api.Test;

/** What the doctor says of a source that its worker calls RUNNING. */
class ProgressCheckTest {

    @Test
    void shouldBeAFindingWithACommandThatHelps() {
        SourceLag lag = new SourceLag(3, true, System.currentTimeMillis() - 300_000, -1);

        Diagnosis.Check stalled = ProgressCheck.check("src", lag, true);

        assertThat(stalled.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(stalled.found()).startsWith("RUNNING, but").contains("3 transaction(s) are waiting");
        assertThat(stalled.fix()).startsWith("./cdc restart src");
        Fixes.isOk(ProgressCheck.check("src", lag, false));
    }
}
