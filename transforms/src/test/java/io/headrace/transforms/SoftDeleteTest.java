package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SoftDeleteTest {

    private final SoftDelete<SourceRecord> soft = new SoftDelete<>();

    @AfterEach
    void close() {
        soft.close();
    }

    @Test
    void shouldMakeAMarkedUpdateOfADelete() {
        // Given
        soft.configure(Map.of("deleted.at.field", "deleted_at"));

        // When
        SourceRecord marked = soft.apply(Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null)));

        // Then
        Struct event = (Struct) marked.value();
        event.validate();
        assertThat(event.get("op")).isEqualTo("u");
        assertThat(event.getStruct("before")).isEqualTo(Orders.row(Orders.ROW, "NEW"));
        assertThat(event.getStruct("after").getBoolean("deleted")).isTrue();
        assertThat(event.getStruct("after").getString("deleted_at")).isEqualTo("2026-11-20T09:34:27.039Z");
        assertThat(event.getStruct("after").get("order_number")).isEqualTo("ON-1");
    }

    @Test
    void shouldGiveLivingRowsTheSameSchemaUnmarkedAndDropTombstones() {
        // Given
        soft.configure(Map.of());

        // When
        SourceRecord create = soft.apply(Orders.record(Orders.event("c", null, Orders.row(Orders.ROW, "NEW"))));
        SourceRecord delete = soft.apply(Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null)));

        // Then
        assertThat(((Struct) create.value()).getStruct("after").getBoolean("deleted"))
                .isFalse();
        assertThat(((Struct) create.value()).get("op")).isEqualTo("c");
        assertThat(create.valueSchema()).isSameAs(delete.valueSchema());
        assertThat(soft.apply(Orders.record(null, null))).isNull();
    }

    @Test
    void shouldKeepEveryColumnWhenAnEqualSchemaIsAnotherObject() {
        // Given
        soft.configure(Map.of());
        Schema again = Orders.row(Orders.TOPIC);
        Struct row = Orders.row(again, "PAID");
        Struct event = Orders.event(Orders.envelope(Orders.TOPIC, again), "c", null, row);

        // When
        soft.apply(Orders.record(Orders.update()));
        soft.apply(Orders.record(Orders.row(Orders.ROW, "NEW")));
        Struct extended = (Struct) soft.apply(Orders.record(event)).value();
        Struct flat = (Struct) soft.apply(Orders.record(row)).value();

        // Then
        for (Struct after : List.of(extended.getStruct("after"), flat)) {
            after.validate();
            for (Field column : again.fields()) {
                assertThat(after.getWithoutDefault(column.name()))
                        .as(column.name())
                        .isEqualTo(row.getWithoutDefault(column.name()));
            }
        }
    }

    @Test
    void shouldSayWhichOrderIsRightWhenAfterHasAColumnMore() {
        // Given
        soft.configure(Map.of());
        DocumentVersion<SourceRecord> version = new DocumentVersion<>();
        version.configure(Map.of("field.name", "version"));
        SourceRecord delete = Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null));

        // When
        Struct marked = (Struct) version.apply(soft.apply(delete)).value();

        // Then
        marked.validate();
        assertThat(marked.getStruct("after").getInt64("version")).isPositive();
        ((Struct) soft.apply(version.apply(Orders.record(Orders.update()))).value()).validate();
        SourceRecord wrongOrder = version.apply(delete);
        SourceRecord asIfUpdated = version.apply(Orders.record(Orders.update()));
        Struct deleted = Orders.event(asIfUpdated.valueSchema(), "d", Orders.row(Orders.ROW, "NEW"), null);
        assertThat(((Struct) soft.apply(wrongOrder).value()).getStruct("after").getBoolean("deleted"))
                .as("its schema has no column more")
                .isTrue();
        assertThatThrownBy(() -> soft.apply(Orders.record(deleted)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("SoftDelete, field 'version' of dbserver1.inventory.orders.Value: needed the")
                .hasMessageContaining("found none of that name. Put the transform that added it");
        version.close();
    }

    @Test
    void shouldMakeARealBooleanOfRewrittenFlatRows() {
        // Given
        soft.configure(Map.of());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", 1);
        row.put("__deleted", "true");

        // When, Then
        assertThat(Json.of(soft.apply(Orders.record(null, row)))).isEqualTo("{\"id\":1,\"deleted\":true}");
        row.put("__deleted", "false");
        assertThat(Json.of(soft.apply(Orders.record(null, row)))).isEqualTo("{\"id\":1,\"deleted\":false}");
    }

    @Test
    void shouldMakeATombstoneOfAMarkedRow() {
        // Given
        soft.configure(Map.of("mode", "tombstone", "when.field", "status", "when.values", "CANCELLED,DELIVERED"));
        SourceRecord living = Orders.record(Orders.update());
        SourceRecord delete = Orders.record(Orders.event("d", Orders.row(Orders.ROW, "CANCELLED"), null));

        // When
        SourceRecord gone = soft.apply(
                Orders.record(Orders.event("u", Orders.row(Orders.ROW, "NEW"), Orders.row(Orders.ROW, "CANCELLED"))));

        // Then
        assertThat(gone.value()).isNull();
        assertThat(gone.valueSchema()).isNull();
        assertThat(gone.key()).isEqualTo(living.key());
        assertThat(soft.apply(living)).isSameAs(living);
        assertThat(soft.apply(delete)).as("a delete is one already").isSameAs(delete);
        assertThat(soft.apply(Orders.record(Orders.row(Orders.ROW, "CANCELLED")))
                        .value())
                .isNull();
    }

    @Test
    void shouldLetTruncatesPassAndRefuseContradictions() {
        // Given
        soft.configure(Map.of());
        SourceRecord truncate = Orders.record(Orders.event("t", null, null));

        // When, Then
        assertThat(soft.apply(truncate)).isSameAs(truncate);
        assertThatThrownBy(() -> soft.configure(Map.of("mode", "tombstone")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("contradict")
                .hasMessageContaining("mode=tombstone");
        assertThatThrownBy(() -> soft.configure(Map.of("when.field", "status", "when.values", "x")))
                .hasMessageContaining("found mode=mark");
    }
}
