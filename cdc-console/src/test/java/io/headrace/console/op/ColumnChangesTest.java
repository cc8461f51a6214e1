package io.headrace.console.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnChangesTest {

    private static final JsonNode NOTHING = Rest.JSON.createObjectNode();

    @Test
    void shouldKnowTokensCutsAndZonesOfSingleTransforms() throws Exception {
        JsonNode source = Rest.JSON.readTree("""
                {"transforms": "types, pii,cut",
                 "transforms.types.type": "io.headrace.transforms.DebeziumTypeConverter",
                 "transforms.types.datetime.timezone": "Europe/Zurich",
                 "transforms.pii.type": "io.headrace.transforms.TokenizeField",
                 "transforms.pii.fields": "customer_email, phone",
                 "transforms.cut.type": "io.headrace.transforms.TruncateField$Value",
                 "transforms.cut.fields": "notes"}
                """);

        ColumnChanges changes = ColumnChanges.of(source, NOTHING, "a key of enough bytes");

        assertThat(changes.tokens()).containsOnlyKeys("customer_email", "phone");
        assertThat(changes.notComparable()).isEqualTo(Map.of("notes", "cut short"));
        assertThat(changes.dateTimeZone()).isEqualTo(ZoneId.of("Europe/Zurich"));
    }

    @Test
    void shouldKnowTheStepsOfAPipeline() throws Exception {
        JsonNode source = Rest.JSON.readTree("""
                {"transforms": "row",
                 "transforms.row.type": "io.headrace.transforms.FieldPipeline",
                 "transforms.row.steps": "pii,out,names",
                 "transforms.row.pii.type": "TokenizeField",
                 "transforms.row.pii.fields": "customer_email",
                 "transforms.row.out.type": "Drop",
                 "transforms.row.out.fields": "notes",
                 "transforms.row.names.type": "Rename",
                 "transforms.row.names.renames": "total:amount"}
                """);

        ColumnChanges changes = ColumnChanges.of(source, NOTHING, null);

        assertThat(changes.tokens()).isEmpty();
        assertThat(changes.notComparable())
                .containsEntry("customer_email", "a token, and HEADRACE_TOKEN_KEY is not set")
                .containsEntry("notes", "left out at the source")
                .containsEntry("total", "renamed at the source");
    }

    @Test
    void shouldTakeTheTransformsOfOthersForNoChange() throws Exception {
        JsonNode source = Rest.JSON.readTree("""
                {"transforms": "route", "transforms.route.type": "org.apache.kafka.connect.transforms.RegexRouter"}
                """);

        ColumnChanges changes = ColumnChanges.of(source, NOTHING, "key");

        assertThat(changes.notComparable()).isEmpty();
        assertThat(changes.dateTimeZone()).isEqualTo(ZoneId.of("UTC").normalized());
    }
}
