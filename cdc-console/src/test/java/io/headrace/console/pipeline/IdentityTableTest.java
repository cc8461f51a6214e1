package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cells of docs/identity.md from the row's side: the text that MySQL gives for a key, and the id that the sink makes of it.
 * The sink's test of the same name has the other side of the same cells.
 */
class IdentityTableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"bigint unsigned | none", "bigint unsigned | base64"})
    void shouldLookUpUnsignedKeysAsWhatTheColumnIs(String type, String setting) {
        assertThat(column("k", type, setting).placeholder())
                .as("beside a decimal MySQL misses rows from 2^63 on in a list of several keys")
                .isEqualTo("CAST(? AS UNSIGNED)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enum('red','green')", "set('a','b')"})
    void shouldReadLabelsByTheirWholeNumbers(String type) {
        assertThat(column("k", type, "").select("`k`"))
                .as("an addition is a double: 2.0 is no number of a label, and 2^63 + 1 none at all")
                .isEqualTo("CAST(`k` AS UNSIGNED)");
    }

    @ParameterizedTest(name = "{0} {1} with {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int                  | 7                          |          | 7",
                "int                  | -7                         |          | -7",
                "year                 | 2006                       |          | 2006",
                "bigint unsigned      | 18446744073709551615       |          | 18446744073709551615",
                "bigint unsigned      | 1                          | base64   | AQ==",
                "bigint unsigned      | 18446744073709551615       | long     | -1",
                "decimal(10,0)        | 10                         |          | 10",
                "decimal(4,1)         | 10.0                       |          | 10.0",
                "decimal(9,8)         | 0.00000001                 |          | 0.00000001",
                "decimal(4,1)         | 10.0                       | base64   | ZA==",
                "decimal(4,1)         | 10.0                       | string   | 10.0",
                "varchar(20)          | A b:ü                      |          | A b:ü",
                "varchar(20)          | \"A \"                     |          | \"A \"",
                "enum('red','it''s')  | 2                          |          | it's",
                "set('a','b','c')     | 5                          |          | a,c",
                "set('a','b','c')     | 0                          |          | \"\"",
                "bit(1)               | 1                          |          | true",
                "bit(12)              | 2049                       |          | AQg=",
                "binary(3)            | 0001FF                     |          | AAH/",
                "binary(3)            | 0001FF                     | hex      | 0001ff",
                "date                 | 2026-02-16                 |          | 20500",
                "datetime(3)          | 2026-07-01 12:30:15.250    |          | 1782909015250",
                "datetime             | 2026-07-01 12:30:15        |          | 1782909015000",
                "datetime(6)          | 2026-07-01 12:30:15.250000 |          | 1782909015250000",
                "datetime(6)          | 1969-12-31 23:59:59.999999 |          | -1",
                "datetime(6)          | 2026-07-01 12:30:15.250000 | connect  | 1782909015250",
                "time                 | -838:59:59                 |          | -3020399000000",
                "time(3)              | 00:00:01.500               |          | 1500000",
                "timestamp            | 2026-07-01 12:30:20        |          | 2026-07-01T12:30:20Z",
                "bit(1)               | 1                          | stable   | 1",
                "timestamp(3)         | 2026-07-01 12:30:15.250    | stable   | 2026-07-01T12:30:15.25Z",
                "timestamp(3)         | 2026-07-01 12:30:20.000    | stable   | 2026-07-01T12:30:20Z",
                "timestamp(6)         | 2026-07-01 12:30:20.000010 | stable   | 2026-07-01T12:30:20.00001Z"
            })
    void shouldMakeTheIdOfARowAndFindTheRowOfAnId(String type, String text, String setting, String id) {
        DocumentKeys keys = DocumentKeys.of("lab.t", List.of(column("k", type, setting)), sink());

        assertThat(keys.id(List.of(text))).isEqualTo(id);
        assertThat(keys.key(id)).as("the row of %s", id).contains(List.of(text));
    }

    @ParameterizedTest(name = "{0} with {1} is refused")
    @CsvSource(
            delimiter = '|',
            value = {
                "float | ",
                "double | ",
                "timestamp(3) | ",
                "decimal(4,1) | double",
                "datetime(3) | isostring",
                "json | ",
                "point | "
            })
    void shouldRefuseTypesWhoseTextIsNotExact(String type, String setting) {
        String name = type.replaceAll("\\(.*", "");

        assertThat(DocumentKeys.keyTable(source(setting)).column("k", name, type))
                .isEmpty();
    }

    @Test
    void shouldFollowTheOrderOfTheKeyOrOfTheSink() {
        KeyColumn[] key = {column("warehouse_id", "int", null), column("article_id", "int", null)};
        Map<String, ObjectNode> sinks = Map.of(
                "1:100",
                bytes(),
                "100:1",
                map().put("document.id.map.order", "name"),
                "100|1",
                bytes().put("document.id.fields", "article_id,warehouse_id").put("document.id.separator", "|"));

        sinks.forEach((id, sink) -> {
            DocumentKeys keys = DocumentKeys.of("lab.stock", List.of(key), sink);
            assertThat(keys.id(List.of("1", "100"))).as("%s", sink).isEqualTo(id);
            assertThat(keys.key(id)).contains(List.of("1", "100"));
        });
        assertThat(DocumentKeys.of("lab.stock", List.of(key), bytes().put("document.id.map.order", "name"))
                        .id(List.of("1", "100")))
                .as("the setting says nothing to bytes")
                .isEqualTo("1:100");
    }

    @Test
    void shouldPutTheTopicAroundTheKeyAndKnowIdsOfOthers() {
        ObjectNode sink = sink().put("document.id.template", "${topic.database}:${key}");
        SourceTopic ada = new SourceTopic("tn1.t_ada.invoice", "tn1.t_ada.invoice", List.of());
        DocumentKeys keys =
                DocumentKeys.of("t_ada.invoice", List.of(column("id", "int", null)), sink, ada, ada.topic());

        assertThat(keys.id(List.of("7"))).isEqualTo("t_ada:7");
        assertThat(keys.key("t_ada:7")).contains(List.of("7"));
        assertThat(keys.mayBeOurs("t_ada:8")).isTrue();
        assertThat(keys.mayBeOurs("t_bob:7")).isFalse();
        assertThat(keys.tellTables()).isTrue();
    }

    @Test
    void shouldAddWhatARouterOfShardsAddsToKeys() {
        SourceTopic shard = new SourceTopic(
                "p.s_7.orders",
                "p.all.orders",
                List.of(new SourceTopic.KeyField("__dbz__physicalTableIdentifier", "s_7")));
        DocumentKeys keys =
                DocumentKeys.of("s_7.orders", List.of(column("id", "int", null)), bytes(), shard, shard.topic());

        assertThat(keys.id(List.of("3"))).isEqualTo("3:s_7");
        assertThat(keys.key("3:s_7")).contains(List.of("3"));
        assertThat(keys.mayBeOurs("3:s_8")).isFalse();
    }

    @Test
    void shouldHashWhatIsTooLongAndFindItsRowAgain() {
        ObjectNode sink = sink().put("document.id.overlong", "hash");
        DocumentKeys keys = DocumentKeys.of("lab.url", List.of(column("u", "varchar(300)", null)), sink);
        String longest = "a".repeat(512);

        assertThat(keys.id(List.of(longest))).isEqualTo(longest);
        String id = keys.id(List.of(longest + "a"));
        assertThat(id).matches("sha256-[0-9a-f]{64}");
        assertThat(keys.key(id)).contains(List.of(longest + "a"));
        assertThat(DocumentKeys.isHash(id)).isTrue();
    }

    @Test
    void shouldRefuseAKeyOfWhichApartIsNotInTheId() {
        assertThatThrownBy(() -> DocumentKeys.of(
                        "lab.stock",
                        List.of(column("a", "int", null), column("b", "int", null)),
                        sink().put("document.id.fields", "a")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("lab.stock, which is [a, b]")
                .hasMessageContaining("document.id.fields");
    }

    private static KeyColumn column(String name, String type, String setting) {
        return DocumentKeys.keyTable(source(setting))
                .column(name, type.replaceAll("[ (].*", ""), type)
                .orElseThrow();
    }

    private static ObjectNode source(String setting) {
        ObjectNode source = Rest.JSON.createObjectNode().put("bigint.unsigned.handling.mode", "precise");
        source.put("key.converter.decimal.format", "NUMERIC");
        return switch (setting == null ? "" : setting) {
            case "base64" -> source.put("key.converter.decimal.format", "BASE64");
            case "long" -> source.put("bigint.unsigned.handling.mode", "long");
            case "hex" -> source.put("binary.handling.mode", "hex");
            case "connect", "isostring" -> source.put("time.precision.mode", setting);
            case "stable" ->
                source.put("transforms", "keys").put("transforms.keys.type", "io.headrace.transforms.StableKey");
            case "string", "double" -> source.put("decimal.handling.mode", setting);
            default -> source;
        };
    }

    private static ObjectNode sink() {
        return Rest.JSON.createObjectNode();
    }

    private static ObjectNode bytes() {
        return sink().put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    }

    private static ObjectNode map() {
        return sink().put("key.converter", "org.apache.kafka.connect.json.JsonConverter")
                .put("key.converter.schemas.enable", "false");
    }
}
