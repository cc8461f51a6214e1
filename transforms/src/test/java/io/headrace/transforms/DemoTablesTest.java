package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two transforms of the source connector on the orders table, read as the JsonConverter writes them. */
class DemoTablesTest {

    private static final String ROW =
            "{\"id\":1,\"order_number\":\"ON-1\",\"customer_id\":42,\"customer_email\":\"ada@example.com\",\"status\":\"%s\","
                    + "\"total\":1000.05,\"currency\":null,\"shipping_address\":%s,\"notes\":null,"
                    + "\"created_at\":\"2026-11-20T08:15:30.123456Z\",\"updated_at\":\"2026-11-20T08:15:30.654321Z\"}";
    private static final String ADDRESS = "{\"zip\":\"8001\",\"city\":\"Zürich\",\"lines\":[1,null,{\"a\":true}]}";
    private static final String SOURCE =
            "{\"version\":\"3.6.1.Final\",\"connector\":\"mysql\",\"name\":\"dbserver1\",\"ts_ms\":1795167267039,"
                    + "\"snapshot\":\"false\",\"db\":\"inventory\",\"ts_ns\":1795167267039939000,\"table\":\"orders\","
                    + "\"gtid\":\"18abe1e1-e4c5-11f1-9889-02fc00000001:10\",\"file\":\"mysql-bin.000001\",\"pos\":4304,\"row\":0}";

    private final DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();
    private final ExpandJson<SourceRecord> json = new ExpandJson<>();

    @BeforeEach
    void configure() {
        types.configure(Map.of());
        json.configure(Map.of());
    }

    @AfterEach
    void close() {
        types.close();
        json.close();
    }

    @Test
    void shouldWriteBothImagesOfAnUpdateWithRealTypesAndObjects() {
        // Given
        SourceRecord update = Orders.record(Orders.update());

        // When
        SourceRecord converted = json.apply(types.apply(update));

        // Then
        assertThat(Json.of(converted))
                .isEqualTo("{\"before\":" + ROW.formatted("NEW", ADDRESS) + ",\"after\":"
                        + ROW.formatted("SHIPPED", ADDRESS) + ",\"source\":" + SOURCE
                        + ",\"op\":\"u\",\"ts_ms\":1795167267073}");
        assertThat(converted.valueSchema())
                .as("an expanded record has no schema")
                .isNull();
        assertThat(converted.value()).isInstanceOf(Map.class);
        assertThat(converted.key()).isSameAs(update.key());
        assertThat(converted.sourceOffset()).isSameAs(update.sourceOffset());
    }

    @Test
    void shouldKeepASchemaThatDescribesWhatTheTypesBecame() {
        // When
        SourceRecord converted = types.apply(Orders.record(Orders.update()));

        // Then
        Schema row = converted.valueSchema().field("after").schema();
        assertThat(row.name()).isEqualTo(Orders.ROW.name());
        assertThat(row.isOptional()).isTrue();
        assertThat(row.field("created_at").schema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(row.field("updated_at").schema()).isEqualTo(Schema.OPTIONAL_STRING_SCHEMA);
        assertThat(row.field("total").schema().name()).isEqualTo(Decimal.LOGICAL_NAME);
        assertThat(row.field("shipping_address").schema().name()).isEqualTo("io.debezium.data.Json");
        assertThat(row.fields())
                .as("a default would take the place of null")
                .allSatisfy(field -> assertThat(field.schema().defaultValue()).isNull());
        assertThat(converted.valueSchema().version()).isEqualTo(2);
        ((Struct) converted.value()).validate();
        assertThat(Json.of(converted)).contains("\"total\":1000.05", "\"currency\":null");
    }

    @Test
    void shouldConvertAFlatRow() {
        // Given
        SourceRecord flat = Orders.record(Orders.row(Orders.ROW, "PAID"));

        // When
        SourceRecord converted = json.apply(types.apply(flat));

        // Then
        assertThat(Json.of(converted)).isEqualTo(ROW.formatted("PAID", ADDRESS));
    }

    @Test
    void shouldGiveCreatesAndDeletesTheirMissingImageAsNull() {
        // When
        SourceRecord delete =
                json.apply(types.apply(Orders.record(Orders.event("d", Orders.row(Orders.ROW, "NEW"), null))));

        // Then
        assertThat(Json.of(delete)).startsWith("{\"before\":{\"id\":1,").contains("\"after\":null,");
    }

    @Test
    void shouldNotChangeItsInput() {
        // Given
        SourceRecord update = Orders.record(Orders.update());
        update.headers().addString("h", "1");

        // When
        SourceRecord converted = json.apply(types.apply(update));
        converted.headers().remove("h");

        // Then
        assertThat(update.value()).isEqualTo(Orders.update());
        assertThat(update.headers()).hasSize(1);
    }

    @Test
    void shouldLetRecordsWithoutARowPassAsTheyAre() {
        // Given
        Schema heartbeat = SchemaBuilder.struct()
                .name("io.debezium.connector.common.Heartbeat")
                .field(
                        "ts_ms",
                        SchemaBuilder.int64().name("io.debezium.time.Timestamp").build())
                .build();
        SourceRecord beat = Orders.record(new Struct(heartbeat).put("ts_ms", 1L));
        SourceRecord tombstone = Orders.record(null, null);
        SourceRecord truncate = Orders.record(Orders.event("t", null, null));
        SourceRecord text = Orders.record(Schema.STRING_SCHEMA, "text");
        SourceRecord map = Orders.record(null, Map.of("ts_ms", 1L));

        // When, Then
        assertThat(json.apply(types.apply(beat))).isSameAs(beat);
        assertThat(json.apply(types.apply(tombstone))).isSameAs(tombstone);
        assertThat(json.apply(types.apply(truncate))).isSameAs(truncate);
        assertThat(json.apply(types.apply(text))).isSameAs(text);
        assertThat(json.apply(types.apply(map))).isSameAs(map);
    }

    @Test
    @SuppressWarnings("rawtypes") // a class literal has no type argument
    void shouldBeFoundAsServices() {
        // When
        var names = ServiceLoader.load(Transformation.class).stream()
                .map(provider -> provider.type().getName())
                .toList();

        // Then
        assertThat(names)
                .contains(
                        "io.headrace.transforms.DebeziumTypeConverter",
                        "io.headrace.transforms.DebeziumTypeConverter$Key",
                        "io.headrace.transforms.DebeziumTypeConverter$Value",
                        "io.headrace.transforms.ExpandJson",
                        "io.headrace.transforms.ExpandJson$Key",
                        "io.headrace.transforms.ExpandJson$Value");
    }
}
