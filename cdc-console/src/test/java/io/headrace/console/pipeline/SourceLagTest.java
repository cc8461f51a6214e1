package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a source that its worker calls RUNNING is taken for one that hangs. */
class SourceLagTest {

    private static final long NOW = 1_800_000_000_000L;
    private static final JsonNode BEATING = Rest.JSON.createObjectNode().put("heartbeat.interval.ms", "10000");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "nothing waits,                                       0, true, 300, 300, false",
        "it was heard of just now,                            5, true, 300, 20, false",
        "its offsets are of just now,                         5, true, 20, 300, false",
        "silent for less than a minute and a heartbeat,       5, true, 300, 69, false",
        "silent for longer,                                   5, true, 300, 71, true",
        "one waits that may be none of rows,                  1, false, 300, 300, false",
        "one waits that is before it in the binlog,           1, true, 300, 300, true",
        "it can't be counted how many wait,                  -1, true, 300, 300, true"
    })
    void shouldHaveBeenHeardOf(
            String why, long behind, boolean isCertain, long storedAgo, long heardAgo, boolean isSilent) {
        SourceLag lag = new SourceLag(behind, isCertain, NOW - storedAgo * 1000, NOW - heardAgo * 1000);

        assertThat(lag.isSilent(BEATING, NOW)).as(why).isEqualTo(isSilent);
    }

    @Test
    void shouldSayNothingOfASourceWithoutHeartbeats() {
        SourceLag lag = new SourceLag(500, true, NOW - 3_600_000, -1);

        assertThat(lag.isSilent(BEATING, NOW)).isTrue();
        assertThat(lag.isSilent(Rest.JSON.createObjectNode(), NOW))
                .as("only tables change that it does not capture, so that its offsets stand")
                .isFalse();
    }

    @Test
    void shouldSayNothingBeforeItHasStoredAPlace() {
        SourceLag first = new SourceLag(500, true, 0, -1);

        assertThat(first.isSilent(BEATING, NOW)).isFalse();
        assertThat(first.waitsMillis(NOW)).isZero();
    }
}
