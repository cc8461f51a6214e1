package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentIdTest {

    private final DocumentId<SourceRecord> ids = new DocumentId<>();

    @AfterEach
    void close() {
        ids.close();
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments("text", Map.of("a", "x"), "a", "x"),
                arguments("two fields", Map.of("a", "x", "b", 5L), "a,b", "x:5"),
                arguments("a separator in a value", Map.of("a", "x:y", "b", "z"), "a,b", "x\\:y:z"),
                arguments("a separator in the other value", Map.of("a", "x", "b", "y:z"), "a,b", "x:y\\:z"),
                arguments("a backslash in a value", Map.of("a", "x\\", "b", "y"), "a,b", "x\\\\:y"),
                arguments("one field as it is", Map.of("a", "x:y"), "a", "x:y"),
                arguments("decimal", Map.of("a", new BigDecimal("1E+3")), "a", "1000"),
                arguments("boolean", Map.of("a", true), "a", "true"),
                arguments("bytes", Map.of("a", new byte[] {1, (byte) 0xAB}), "a", "01ab"),
                arguments("nested", Map.of("a", Map.of("b", 1)), "a.b", "1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void shouldMakeTheKeyOfTheFields(String name, Map<String, Object> row, String fields, String id) {
        // Given
        ids.configure(Map.of("fields", fields));

        // When
        SourceRecord keyed = ids.apply(Orders.record(null, row));

        // Then
        assertThat(keyed.key()).isEqualTo(id);
        assertThat(keyed.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(keyed.value()).isSameAs(row);
    }

    @Test
    void shouldGiveEventsDeletesAndTombstonesOfARowTheSameId() {
        // Given
        ids.configure(Map.of("fields", "id", "prefix", "order-"));

        // When, Then
        assertThat(ids.apply(Orders.record(Orders.update())).key()).isEqualTo("order-1");
        assertThat(ids.apply(Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null)))
                        .key())
                .isEqualTo("order-1");
        assertThat(ids.apply(Orders.record(null, null)).key()).isEqualTo("order-1");
    }

    @Test
    void shouldHashIdsThatAreTooLong() {
        // Given
        ids.configure(Map.of("fields", "a"));

        // When, Then
        assertThat((String) ids.apply(Orders.record(null, Map.of("a", "x".repeat(512))))
                        .key())
                .hasSize(512);
        assertThat((String) ids.apply(Orders.record(null, Map.of("a", "é".repeat(257))))
                        .key())
                .matches("[0-9a-f]{64}");
        assertThat(ids.apply(Orders.record(null, Map.of("a", "x".repeat(513)))).key())
                .isNotEqualTo(ids.apply(Orders.record(null, Map.of("a", "x".repeat(514))))
                        .key());
    }

    @Test
    void shouldRefuseNullMissingAndNestedValuesAndSettingsThatMixRowsUp() {
        // Given
        ids.configure(Map.of("fields", "a"));
        Map<String, Object> none = new HashMap<>();
        none.put("a", null);

        // When, Then
        assertThatThrownBy(() -> ids.apply(Orders.record(null, none)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("DocumentId, field 'a' of (schemaless): needed text")
                .hasMessageContaining("found null");
        assertThatThrownBy(() -> ids.apply(Orders.record(null, Map.of("b", "marked"))))
                .hasMessageContaining("found none")
                .hasMessageNotContaining("marked");
        assertThatThrownBy(() -> ids.apply(Orders.record(null, Map.of("a", List.of("marked")))))
                .hasMessageContaining("found a List")
                .hasMessageNotContaining("marked");
        assertThatThrownBy(() -> ids.configure(Map.of("fields", "a,b", "separator", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ids of different rows could be equal");
        assertThatThrownBy(() -> ids.configure(Map.of("fields", "a", "prefix", "p".repeat(449))))
                .hasMessageContaining("'prefix' has 449 bytes, needed at most 448");
        assertThatThrownBy(() -> ids.configure(Map.of("fields", "a.*"))).hasMessageContaining("no '*'");
    }
}
