package io.headrace.console.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

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
}
