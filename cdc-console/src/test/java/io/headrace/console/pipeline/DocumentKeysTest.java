package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.compare.KeyTable;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentKeysTest {

    private static final KeyTable TYPES =
            DocumentKeys.keyTable(Rest.JSON.createObjectNode().put("bigint.unsigned.handling.mode", "precise"));

    @ParameterizedTest(name = "{0} {2} is in an id as {3}")
    @CsvSource({
        "bigint, bigint, -12, -12",
        "bigint, bigint unsigned, 1000, A+g=",
        "bigint, bigint unsigned, 18446744073709551615, AP//////////",
        "varchar, varchar(20), a:b, a:b",
        "char, char(36), 6ccd780c-baba-1026-9564-5b8c656024db, 6ccd780c-baba-1026-9564-5b8c656024db",
        "date, date, 2025-01-31, 20119",
        "date, date, 1969-12-31, -1",
        "binary, binary(4), 00FF10AB, AP8Qqw=="
    })
    void shouldWriteAKeyAsTheSinkDoesAndFindItAgain(String type, String columnType, String text, String id) {
        DocumentKeys keys = keys(sink(), TYPES.column("k", type, columnType).orElseThrow());

        assertThat(keys.id(List.of(text))).isEqualTo(id);
        assertThat(keys.key(id)).contains(List.of(text));
    }

    @Test
    void shouldJoinSeveralColumnsAndEscapeTheSeparator() {
        DocumentKeys keys = keys(sink(), text("a"), text("b"));

        assertThat(keys.id(List.of("x:", "y\\"))).isEqualTo("x\\::y\\\\");
        assertThat(keys.key("x\\::y\\\\")).contains(List.of("x:", "y\\"));
        assertThat(keys.key("only one")).isEmpty();
        assertThat(keys.key("one:two:three")).isEmpty();
    }

    @Test
    void shouldFollowTheOrderAndSeparatorOfTheSink() {
        ObjectNode sink = sink().put("document.id.fields", "b, a").put("document.id.separator", "--");
        DocumentKeys keys = keys(sink, text("a"), text("b"));

        assertThat(keys.id(List.of("1", "2"))).isEqualTo("2--1");
        assertThat(keys.key("2--1")).contains(List.of("1", "2"));
    }

    @Test
    void shouldKnowThatNoRowHasAnIdThatIsNoNumber() {
        DocumentKeys keys = keys(sink(), TYPES.column("id", "int", "int").orElseThrow());

        assertThat(keys.key("007")).isEmpty();
        assertThat(keys.key("seven")).isEmpty();
        assertThat(keys.key("7")).contains(List.of("7"));
    }

    @ParameterizedTest
    @CsvSource({"key.ignore, true", "document.id, header", "document.id.fields, other"})
    void shouldRefuseIdsThatCantBeToldFromTheKey(String setting, String value) {
        assertThatThrownBy(() -> keys(sink().put(setting, value), text("a")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(setting);
    }

    private static DocumentKeys keys(ObjectNode sink, KeyColumn... columns) {
        return DocumentKeys.of("shop.orders", List.of(columns), sink);
    }

    private static KeyColumn text(String name) {
        return TYPES.column(name, "varchar", "varchar(20)").orElseThrow();
    }

    private static ObjectNode sink() {
        return Rest.JSON.createObjectNode();
    }
}
