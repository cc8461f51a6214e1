package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.server.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which columns become which fields, by the sink's own rules for paths. */
class SinkFieldsTest {

    @Test
    void shouldTakeAPathWithoutBackticksForAFieldOfAnObject() {
        Map<String, String> fields = fields(
                "\"fields.exclude\":\"spec.width\",\"fields.rename\":\"spec.height:tall\"",
                "spec",
                "spec.width",
                "spec.height");

        assertThat(fields)
                .as("columns with dots in their names are not meant by them")
                .containsOnlyKeys("spec", "spec.width", "spec.height");
    }

    @Test
    void shouldLeaveOutAndRenameAColumnInBackticks() {
        Map<String, String> fields = fields(
                "\"fields.exclude\":\"`spec.width`,`a``b`\",\"fields.rename\":\"`spec.height`:tall, x:`y.z`\"",
                "spec.width",
                "spec.height",
                "a`b",
                "x");

        assertThat(fields).isEqualTo(Map.of("tall", "spec.height", "y.z", "x"));
    }

    @Test
    void shouldKeepOnlyWhatIsIncludedAndColumnsOfWhichAPartIs() {
        assertThat(fields("\"fields.include\":\"id,customer.name,`a.b`\"", "id", "customer", "a.b", "_id"))
                .containsOnlyKeys("id", "customer", "a.b");
    }

    private static Map<String, String> fields(String settings, String... columns) {
        try {
            return SinkFields.of(Rest.JSON.readTree("{" + settings + "}")).names(List.of(columns));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
