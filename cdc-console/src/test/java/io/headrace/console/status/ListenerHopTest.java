package io.headrace.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How far the listener is with one table, by what it answers about its rules. */
class ListenerHopTest {

    private static final String TOPIC = "p.lab.t";

    @Test
    void shouldNotCallATableStalledThatNoRuleNames() {
        ListenerHop hop = hop("p.lab.other", 41, 1000, 99_000, false);

        PipelineStatus.Hop shown = hop.hop(true, hop.standsSince(hop));

        assertThat(shown.healthy()).isTrue();
        assertThat(shown.state()).isEqualTo("READY");
        assertThat(shown.lag()).as("what waits").isNull();
        assertThat(shown.detail()).contains("no rule");
        assertThat(hop.lagMillis()).isZero();
    }

    @Test
    void shouldNotCountWhatIsNotReadyForOtherTopics() {
        PipelineStatus.Hop shown =
                new ListenerHop("http://l", Rest.JSON.createObjectNode(), List.of(TOPIC)).hop(false, false);

        assertThat(shown.state()).isEqualTo("NOT READY");
        assertThat(shown.healthy()).as("no rule reads the topic").isTrue();
    }

    @Test
    void shouldNameTheRulesAndCountWhatWaitsForThem() throws Exception {
        JsonNode lanes = Rest.JSON.readTree("""
                {"mail": {"partitions": [{"topic": "p.lab.t", "partition": 0, "committed": 4, "lag": 2, "lagMillis": 50},
                                         {"topic": "p.lab.t", "partition": 1, "committed": 4, "lag": 0, "lagMillis": 0}]},
                 "log": {"partitions": [{"topic": "p.lab.t", "partition": 0, "committed": 1, "lag": 5, "lagMillis": 70}]},
                 "else": {"partitions": [{"topic": "p.lab.u", "partition": 0, "committed": 1, "lag": 9, "lagMillis": 9}]}}
                """);

        PipelineStatus.Hop shown = new ListenerHop("http://l", lanes, List.of(TOPIC)).hop(true, false);

        assertThat(shown.what()).isEqualTo("mail, log");
        assertThat(shown.lag()).isEqualTo(7);
        assertThat(shown.lagMillis()).isEqualTo(70);
        assertThat(shown.healthy()).isTrue();
    }

    @Test
    void shouldCountTheRulesWhereTheyAreMany() {
        ObjectNode lanes = Rest.JSON.createObjectNode();
        for (int i = 0; i < 30; i++) {
            lanes.putObject("rule" + i)
                    .putArray("partitions")
                    .addObject()
                    .put("topic", TOPIC)
                    .put("lag", 1);
        }

        PipelineStatus.Hop shown = new ListenerHop("http://l", lanes, List.of(TOPIC)).hop(true, false);

        assertThat(shown.what()).isEqualTo("http://l");
        assertThat(shown.detail()).isEqualTo("30 rules");
        assertThat(shown.lag()).isEqualTo(30);
    }

    @Test
    void shouldCallStalledWhatFinishedNothingBetweenTwoLooks() {
        ListenerHop before = hop(TOPIC, 41, 3, 20_000, false);

        assertThat(hop(TOPIC, 41, 3, 22_500, false).standsSince(before)).isTrue();
        assertThat(hop(TOPIC, 42, 2, 22_500, false).standsSince(before))
                .as("one was finished")
                .isFalse();
        assertThat(hop(TOPIC, 41, 0, 0, false).standsSince(before))
                .as("nothing waits any more")
                .isFalse();
    }

    @Test
    void shouldBelieveTheListenerThatSaysSoItself() {
        PipelineStatus.Hop shown = hop(TOPIC, 41, 3, 100, true).hop(false, false);

        assertThat(shown.state()).isEqualTo("STALLED");
        assertThat(shown.healthy()).isFalse();
    }

    private static ListenerHop hop(String topic, long committed, long lag, long lagMillis, boolean isStalled) {
        String lanes = """
                {"r": {"partitions": [{"topic": "%s", "partition": 0, "committed": %d, "lag": %d, "lagMillis": %d,
                                       "stalled": %b}]}}
                """.formatted(topic, committed, lag, lagMillis, isStalled);
        try {
            return new ListenerHop("http://l", Rest.JSON.readTree(lanes), List.of(TOPIC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
