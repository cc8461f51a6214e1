package io.headrace.console.op;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.Column;
import io.headrace.console.compare.TypeTable;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferencesTest {

    private static final Column ID =
            new TypeTable(ZoneOffset.UTC, Map.of()).column("id", "int", "int").orElseThrow();

    @Test
    void shouldTellAFieldThatNoColumnHas() throws Exception {
        Differences differences = new Differences(List.of(ID), Set.of("id", "topic")::contains);
        TableReader.Row row = new TableReader.Row("1", List.of("1"), List.of("1"));

        JsonNode document = Rest.JSON.readTree("{\"id\":1,\"topic\":\"t\",\"ssn\":\"x\",\"gone\":null}");

        assertThat(differences.between(row, document)).containsExactly("ssn");
        assertThat(differences.kinds(row, document))
                .containsOnlyKeys("ssn")
                .extractingByKey("ssn")
                .satisfies(kind -> assertThat(kind)
                        .contains("no column of the table", "--repair")
                        .doesNotContain("x\""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "metadata fields of the sink | {} | {\"metadata.fields\": \"topic:from, offset:at\"} | from,at",
                "InsertField | {} | {\"transforms\": \"i\", \"transforms.i.type\":"
                        + " \"org.apache.kafka.connect.transforms.InsertField$Value\", \"transforms.i.static.field\": \"shop!\"} | shop",
                "what ExtractNewRecordState adds | {\"transforms\": \"u\", \"transforms.u.type\":"
                        + " \"io.debezium.transforms.ExtractNewRecordState\"} | {} | __op,__deleted",
                "ChangedFields | {\"transforms\": \"c\", \"transforms.c.type\": \"io.headrace.transforms.ChangedFields\","
                        + " \"transforms.c.field.changes\": \"changes\"} | {} | changes",
                "SoftDelete | {\"transforms\": \"s\", \"transforms.s.type\": \"io.headrace.transforms.SoftDelete\"} | {} | deleted",
                "DocumentVersion | {\"transforms\": \"v\", \"transforms.v.type\": \"io.headrace.transforms.DocumentVersion\","
                        + " \"transforms.v.field.name\": \"ver\"} | {} | ver"
            })
    void shouldKnowWhatConnectorsAdd(String name, String source, String sink, String fields) throws Exception {
        AddedFields added = AddedFields.of(Rest.JSON.readTree(source), Rest.JSON.readTree(sink), true);

        assertThat(SourceTopic.list(fields)).allMatch(added::has);
        assertThat(added.has("ssn")).isFalse();
        assertThat(added.isComplete()).isTrue();
    }

    @Test
    void shouldSayNothingOfFieldsWhereOthersMayAddSome() throws Exception {
        JsonNode none = Rest.JSON.createObjectNode();

        assertThat(AddedFields.of(none, none, false).isComplete()).isFalse();
        assertThat(AddedFields.of(none, Rest.JSON.readTree("{\"write.method\": \"upsert\"}"), true)
                        .isComplete())
                .isFalse();
    }
}
