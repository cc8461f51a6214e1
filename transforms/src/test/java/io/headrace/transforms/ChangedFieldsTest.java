package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChangedFieldsTest {

    private final ChangedFields<SourceRecord> changed = new ChangedFields<>();

    @AfterEach
    void close() {
        changed.close();
    }

    @Test
    void shouldNameTheChangedColumnsInAHeader() {
        // Given
        changed.configure(Map.of());
        SourceRecord update = Orders.record(Orders.update());

        // When
        SourceRecord told = changed.apply(update);

        // Then
        assertThat(told.headers().lastWithName("headrace.changed").value()).isEqualTo(List.of("status"));
        assertThat(told.value()).isSameAs(update.value());
        assertThat(update.headers()).isEmpty();
    }

    @Test
    void shouldGiveOldAndNewValuesInAField() {
        // Given
        changed.configure(Map.of("header.changed", "", "field.changes", "changes"));

        // When
        SourceRecord update = changed.apply(Orders.record(Orders.update()));
        SourceRecord create = changed.apply(Orders.record(Orders.event("c", null, Orders.row(Orders.ROW, "NEW"))));

        // Then
        assertThat(Json.of(update))
                .contains("\"changes\":{\"id\":null,")
                .contains("\"status\":{\"old\":\"NEW\",\"new\":\"SHIPPED\"}");
        assertThat(Json.of(create)).endsWith("\"changes\":null}");
        assertThat(create.valueSchema()).as("one schema a table").isSameAs(update.valueSchema());
        ((Struct) update.value()).validate();
        assertThat(update.headers()).isEmpty();
    }

    @Test
    void shouldRefuseAFieldForChangesThatIsTaken() {
        // Given
        changed.configure(Map.of("field.changes", "ts_ms"));
        Map<String, Object> event = new HashMap<>(Map.of("op", "c", "source", Map.of(), "after", Map.of("a", 1)));
        event.put("ts_ms", 1L);

        // When, Then
        assertThatThrownBy(() -> changed.apply(Orders.record(Orders.update())))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "ChangedFields, field 'ts_ms' of dbserver1.inventory.orders.Envelope: needed a new");
        assertThatThrownBy(() -> changed.apply(Orders.record(null, event)))
                .hasMessageContaining("found a field of that name in the event already. Choose another name.");
    }

    @Test
    void shouldTellNullFromADefault() {
        // Given
        changed.configure(Map.of());
        Struct after = Orders.row(Orders.ROW, "NEW").put("currency", "EUR");

        // When
        SourceRecord told = changed.apply(Orders.record(Orders.event("u", Orders.row(Orders.ROW, "NEW"), after)));

        // Then
        assertThat(told.headers().lastWithName("headrace.changed").value()).isEqualTo(List.of("currency"));
    }

    @Test
    void shouldDropUpdatesThatChangedNothingThatCounts() {
        // Given
        changed.configure(Map.of("drop.unchanged", "true", "ignore.fields", "status,updated_at"));
        SourceRecord create = Orders.record(Orders.event("c", null, Orders.row(Orders.ROW, "NEW")));
        SourceRecord tombstone = Orders.record(null, null);
        SourceRecord flat = Orders.record(Orders.row(Orders.ROW, "NEW"));

        // When, Then
        assertThat(changed.apply(Orders.record(Orders.update()))).isNull();
        assertThat(changed.apply(create)).isSameAs(create);
        assertThat(changed.apply(tombstone)).isSameAs(tombstone);
        assertThat(changed.apply(flat)).isSameAs(flat);
    }

    @Test
    void shouldCompareWithoutASchema() {
        // Given
        changed.configure(Map.of("field.changes", "changes"));
        Map<String, Object> event = new HashMap<>(Map.of(
                "op", "u",
                "source", Map.of(),
                "before", Map.of("a", new byte[] {1}, "b", Map.of("c", 1), "gone", 1),
                "after", Map.of("a", new byte[] {1}, "b", Map.of("c", 2))));

        // When
        SourceRecord told = changed.apply(Orders.record(null, event));

        // Then
        assertThat(told.headers().lastWithName("headrace.changed").value()).isEqualTo(List.of("b", "gone"));
        assertThat(Json.of(told))
                .contains("\"b\":{\"old\":{\"c\":1},\"new\":{\"c\":2}},\"gone\":{\"old\":1,\"new\":null}");
        assertThat(event).doesNotContainKey("changes");
    }
}
