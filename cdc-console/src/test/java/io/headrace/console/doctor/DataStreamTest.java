package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The template that a server would take for a name. */
class DataStreamTest {

    private static final PipelineEndpoints NOWHERE = PipelineEndpoints.builder()
            .connect(URI.create("http://127.0.0.1:1"))
            .kafka("127.0.0.1:1")
            .mysql("jdbc:mysql://127.0.0.1:1/x", "x", "")
            .elasticsearch(URI.create("http://127.0.0.1:1"))
            .build();

    private JsonNode templates;

    @BeforeEach
    void read() throws Exception {
        templates = Rest.JSON.readTree("""
                {"index_templates": [
                  {"name": "all", "index_template": {"index_patterns": ["*"], "priority": 1}},
                  {"name": "visits", "index_template":
                    {"index_patterns": ["a.b", "logs-visit-*"], "priority": 200, "data_stream": {}}},
                  {"name": "logs", "index_template": {"index_patterns": ["logs-*-*"], "priority": 100}}]}
                """);
    }

    @Test
    void shouldTakeTheOneThatGoesFirst() {
        assertThat(name("logs-visit-default")).contains("visits");
        assertThat(name("logs-cart-default")).contains("logs");
    }

    @Test
    void shouldReadADotAsADot() {
        assertThat(name("a.b")).contains("visits");
        assertThat(name("axb")).contains("all");
    }

    @Test
    void shouldKnowAStreamByTheIndicesBehindIt() {
        DataStream stream = new DataStream(new SearchRest(NOWHERE), "visits");

        assertThat(stream.there(Set.of(".ds-visits-2026.11.30-000001", ".ds-visits-2026.11.30-000002")))
                .isEmpty();
        assertThat(stream.there(Set.of("visits")).orElseThrow().result()).isEqualTo(Diagnosis.Result.FAILED);
    }

    private Optional<String> name(String index) {
        return DataStream.template(templates, index).map(t -> t.path("name").asText());
    }
}
