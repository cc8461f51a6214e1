package io.headrace.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.server.Problem;
import io.headrace.console.status.PipelineStatus.Hop;
import java.util.List;
import org.junit.jupiter.api.Test;

class BottleneckTest {

    private static final Hop SINK = Hop.of("sink", "shop-sink", "UNKNOWN", false, "");

    @Test
    void shouldTellAServerThatRefusesTheUserFromOneThatIsAway() {
        // Given
        Hop refuses = Hop.broken("mysql", "db:3306", new Problem(Problem.Kind.REFUSED, "wrong name or password"));
        Hop away = Hop.broken("mysql", "db:3306", new Problem(Problem.Kind.UNREACHABLE, "Is it running?"));

        // Then
        assertThat(refuses.state()).isEqualTo("REFUSED");
        assertThat(new Bottleneck(List.of(refuses, SINK)).inWords())
                .isEqualTo("mysql db:3306: refuses this command's user");
        assertThat(new Bottleneck(List.of(away, SINK)).inWords()).isEqualTo("mysql db:3306: does not answer");
    }

    @Test
    void shouldNameWhatStandsWhereNothingWaits() {
        // Given
        Hop failed = Hop.of("sink", "shop-sink", "FAILED", false, "");

        // Then
        assertThat(new Bottleneck(List.of(failed)).inWords()).isEqualTo("sink shop-sink: FAILED");
        assertThat(new Bottleneck(List.of(Hop.of("sink", "shop-sink", "RUNNING", true, ""))).inWords())
                .isNull();
    }
}
