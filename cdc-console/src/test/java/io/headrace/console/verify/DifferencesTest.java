package io.headrace.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.compare.Column;
import io.headrace.console.compare.TypeTable;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DifferencesTest {

    private static final Column ID =
            new TypeTable(ZoneOffset.UTC, Map.of()).column("id", "int", "int").orElseThrow();

    @Test
    void shouldTellAFieldThatNoColumnHas() throws Exception {
        Differences differences =
                new Differences(List.of(ID), Set.of("id", "topic")::contains, new DocumentRoute(null));
        TableReader.Row row = new TableReader.Row("1", List.of("1"), List.of("1"));

        SearchRest.Document document = document("", "{\"id\":1,\"topic\":\"t\",\"ssn\":\"x\",\"gone\":null}");

        assertThat(differences.between(row, document)).containsExactly("ssn");
        assertThat(differences.kinds(row, document))
                .containsOnlyKeys("ssn")
                .extractingByKey("ssn")
                .satisfies(kind -> assertThat(kind)
                        .contains("not a column of the table", "--repair")
                        .doesNotContain("x\""));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "by a field, there | {\"routing\": \"value_field\", \"routing.field\": \"shop\"} | 7 | {\"id\":1,\"shop\":7} | false",
                "by a field, elsewhere | {\"routing\": \"value_field\", \"routing.field\": \"shop\"} | 8 | {\"id\":1,\"shop\":7} | true",
                "by a field, as before it was set | {\"routing\": \"VALUE_FIELD\", \"routing.field\": \"shop\"} | '' |"
                        + " {\"id\":1,\"shop\":\"a\"} | true",
                "none, there | {} | '' | {\"id\":1} | false",
                "none, as before it was taken out | {\"routing\": \"none\"} | 7 | {\"id\":1} | true",
                "a field with another name | {\"routing\": \"value_field\", \"routing.field\": \"shop\","
                        + " \"fields.rename\": \"shop:store\"} | 8 | {\"id\":1,\"store\":7} | false",
                "a number that has several texts | {\"routing\": \"value_field\", \"routing.field\": \"shop\"} | 7.50 |"
                        + " {\"id\":1,\"shop\":7.5} | false",
                "a date, of which the record has a number | {\"routing\": \"value_field\", \"routing.field\": \"day\"} | 19500 |"
                        + " {\"id\":1,\"day\":\"2023-05-23\"} | false",
                "by the key | {\"routing\": \"key_field\", \"routing.field\": \"shop\"} | 8 | {\"id\":1,\"shop\":7} | false",
                "a pipeline of the sink | {\"pipeline\": \"p\"} | 8 | {\"id\":1} | false"
            })
    void shouldTellADocumentUnderARouteThatTheSinkDoesNotGive(
            String what, String sink, String routing, String document, boolean isTold) throws Exception {
        DocumentRoute route =
                DocumentRoute.of(Rest.JSON.readTree(sink), Rest.JSON.readTree("{\"orders\":{}}"), Set.of("id", "shop"));
        Differences differences = new Differences(List.of(ID), field -> true, route);
        TableReader.Row row = new TableReader.Row("1", List.of("1"), List.of("1"));

        assertThat(differences.between(row, document(routing, document)).contains("_routing"))
                .isEqualTo(isTold);
        assertThat(differences.kinds(row, document(routing, document)).containsKey("_routing"))
                .isEqualTo(isTold);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orders-1\":{\"aliases\":{\"orders\":{\"index_routing\":\"1\"}}}}",
                "{\"orders\":{\"settings\":{\"index\":{\"default_pipeline\":\"p\"}}}}",
                "{\"orders\":{\"settings\":{\"index\":{\"final_pipeline\":\"p\"}}}}"
            })
    void shouldSayNothingOfRoutesWhereTheIndexGivesThem(String indices) throws Exception {
        assertThat(DocumentRoute.of(Rest.JSON.readTree("{}"), Rest.JSON.readTree(indices), Set.of())
                        .isLeftBy(document("7", "{}")))
                .isFalse();
    }

    private static SearchRest.Document document(String routing, String source) throws Exception {
        return new SearchRest.Document("1", 1, routing, Rest.JSON.readTree(source));
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
