package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Rest;
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
        assertThat(changes.notComparable()).isEqualTo(Map.of("notes", "truncated"));
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
                .containsOnly(Map.entry("customer_email", "a token, and HEADRACE_TOKEN_KEY is not set"));
        assertThat(changes.leftOut("notes")).isEqualTo("the drop step");
        assertThat(changes.leftOut("total")).isEmpty();
        assertThat(changes.renamed()).isEqualTo(Map.of("total", "amount"));
    }

    @Test
    void shouldKnowWhatASinkLeavesOutRenamesAndKeeps() throws Exception {
        JsonNode sink = Rest.JSON.readTree("""
                {"fields.exclude": "notes,address.street,`spec.width`", "fields.rename": "_id:legacy_id",
                 "connector.class": "io.headrace.search.SearchSinkConnector"}
                """);

        ColumnChanges changes = ColumnChanges.of(NOTHING, sink, null);

        assertThat(changes.leftOut("notes")).isEqualTo("fields.exclude");
        assertThat(changes.leftOut("spec.width")).as("a name with a dot").isEqualTo("fields.exclude");
        assertThat(changes.leftOut("address")).isEmpty();
        assertThat(changes.notComparable())
                .isEqualTo(Map.of("address", "fields.exclude takes address.street out of it"));
        assertThat(changes.renamed()).isEqualTo(Map.of("_id", "legacy_id"));
        assertThat(changes.unknown()).isEmpty();
        assertThat(ColumnChanges.of(NOTHING, Rest.JSON.readTree("{\"fields.include\":\"a,b.c\"}"), null)
                        .leftOut("other"))
                .isEqualTo("not in fields.include");
    }

    @Test
    void shouldSayWhichPartsItDoesNotKnow() throws Exception {
        JsonNode sink = Rest.JSON.readTree("""
                {"connector.class": "a.vendors.ElasticsearchSink", "ingest.pipeline": "clean",
                 "transforms": "x", "transforms.x.type": "a.vendors.Mask$Value"}
                """);

        assertThat(ColumnChanges.of(NOTHING, sink, null).unknown())
                .containsExactly(
                        "transform a.vendors.Mask", "ingest pipeline clean", "sink a.vendors.ElasticsearchSink");
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
