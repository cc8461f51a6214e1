package io.headrace.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailTest {

    @Test
    void shouldShowOnlyWhatAnUpdateChanged() throws Exception {
        JsonNode before = Rest.JSON.readTree("{\"id\":1,\"status\":\"NEW\",\"total\":1.50,\"note\":null}");
        JsonNode after = Rest.JSON.readTree("{\"id\":1,\"status\":\"PAID\",\"total\":1.50,\"note\":null}");

        assertThat(Tail.fields(before, after)).containsOnlyKeys("status");
    }

    @Test
    void shouldShowAllOfARowThatComesOrGoes() throws Exception {
        JsonNode none = Rest.JSON.readTree("null");
        JsonNode row = Rest.JSON.readTree("{\"id\":1,\"status\":\"NEW\"}");

        assertThat(Tail.fields(none, row)).containsOnlyKeys("id", "status");
        assertThat(Tail.fields(row, none)).containsOnlyKeys("id", "status");
    }

    @Test
    void shouldShowAColumnThatWasAddedOrDropped() throws Exception {
        JsonNode before = Rest.JSON.readTree("{\"id\":1,\"old\":\"x\"}");
        JsonNode after = Rest.JSON.readTree("{\"id\":1,\"new\":\"y\"}");

        assertThat(Tail.fields(before, after)).containsOnlyKeys("new", "old");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"op\":\"u\",\"source\":{\"connector\":\"mysql\",\"ts_ms\":1},\"before\":null,\"after\":{\"id\":1}}"
                        + " | u",
                "{\"id\":1,\"op\":\"d\",\"source\":\"web\",\"before\":\"x\",\"after\":\"y\"} | w",
                "{\"id\":1,\"__op\":\"c\"} | c",
                "{\"id\":1,\"__deleted\":\"true\"} | d",
                "null | d"
            })
    void shouldTellARowFromAnEvent(String value, String op) {
        assertThat(change(true, value)).extracting(Tail.Change::op).isEqualTo(op);
    }

    @Test
    void shouldPassOverWhatRepeatsADeletionAndWhatIsOfAnotherTable() {
        assertThat(change(false, "null"))
                .as("the JSON text null is a tombstone")
                .isNull();
        assertThat(change(
                        false,
                        "{\"op\":\"c\",\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"lab\",\"table\":\"u\"},"
                                + "\"after\":{\"id\":1}}"))
                .as("a router put it there")
                .isNull();
    }

    @Test
    void shouldKnowARowByItsKey() {
        Tail.Change change = change(true, "{\"id\":1}");

        assertThat(change.isOf("1")).isTrue();
        assertThat(change.isOf("7:1")).isTrue();
        assertThat(change.isOf("17")).isFalse();
    }

    private static Tail.Change change(boolean isFlat, String value) {
        byte[] key = "{\"warehouse\":7,\"id\":1}".getBytes(StandardCharsets.UTF_8);
        TailedTopics tailed =
                new TailedTopics(new TreeMap<>(Map.of("p.lab.t", List.of(new TailedTopics.Tailed("lab.t", isFlat)))));
        return Tail.change(tailed, new ConsumerRecord<>("p.lab.t", 0, 5, key, value.getBytes(StandardCharsets.UTF_8)));
    }
}
