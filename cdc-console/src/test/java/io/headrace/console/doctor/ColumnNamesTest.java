package io.headrace.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {

    @Test
    void shouldNameColumnsThatAreTheServersOwnMetadata() {
        Diagnosis.Check check = check(List.of("id", "_id", "_routing", "v"), "{}");

        assertThat(check.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(check.found()).contains("_id", "_routing").doesNotContain(" v ");
        assertThat(check.fix()).contains("\"fields.rename\": \"_id:id_column,_routing:routing_column\"");
    }

    @Test
    void shouldNameAColumnThatWouldBeAFieldOfAnother() {
        Diagnosis.Check check = check(List.of("id", "spec", "spec.width"), "{}");

        assertThat(check.found()).contains("spec.width would be a field of spec");
        assertThat(check.fix()).contains("`spec.width`:spec_width");
    }

    @Test
    void shouldNameColumnsWhoseDotsLeadNowhere() {
        assertThat(check(List.of("a..b"), "{}").found()).contains("a..b");
        assertThat(check(List.of(".lead"), "{}").fix()).contains("`.lead`:lead");
        assertThat(check(List.of("trail."), "{}").fix()).contains("`trail.`:trail");
        assertThat(check(List.of(" "), "{}").fix()).contains("` `:blank_column");
    }

    @Test
    void shouldBeSilentOnceTheyHaveOtherNamesOrAreLeftOut() throws Exception {
        JsonNode sink = Rest.JSON.readTree(
                "{\"fields.rename\":\"_id:legacy_id, `spec.width`:spec_width\",\"fields.exclude\":\"`a..b`\"}");

        assertThat(ColumnNames.of("lab.odd", List.of("id", "_id", "spec", "spec.width", "a..b", "x.y"), sink))
                .isEmpty();
    }

    private static Diagnosis.Check check(List<String> columns, String sink) {
        try {
            return ColumnNames.of("lab.odd", columns, Rest.JSON.readTree(sink)).orElseThrow();
        } catch (java.io.IOException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
