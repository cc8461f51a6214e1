package io.headrace.transforms;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Change events of the orders table as the Debezium MySQL connector builds them: same names, schemas and defaults. */
final class Orders {

    static final String TOPIC = "dbserver1.inventory.orders";

    static final Schema KEY = SchemaBuilder.struct()
            .name(TOPIC + ".Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();

    static final Schema ROW = row(TOPIC);

    static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .version(1)
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string()
                            .name("io.debezium.data.Enum")
                            .version(1)
                            .parameter("allowed", "true,first,last,false,incremental")
                            .optional()
                            .defaultValue("false")
                            .build())
            .field("db", Schema.STRING_SCHEMA)
            .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .field("row", Schema.INT32_SCHEMA)
            .build();

    static final Schema ENVELOPE = envelope(TOPIC, ROW);

    private Orders() {}

    static Schema row(String topic) {
        return SchemaBuilder.struct()
                .name(topic + ".Value")
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("order_number", Schema.STRING_SCHEMA)
                .field("customer_id", Schema.INT64_SCHEMA)
                .field("customer_email", Schema.STRING_SCHEMA)
                .field(
                        "status",
                        SchemaBuilder.string()
                                .name("io.debezium.data.Enum")
                                .version(1)
                                .parameter("allowed", "NEW,PAID,SHIPPED,DELIVERED,CANCELLED")
                                .optional()
                                .defaultValue("NEW")
                                .build())
                .field(
                        "total",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "12")
                                .optional()
                                .build())
                .field(
                        "currency",
                        SchemaBuilder.string().optional().defaultValue("EUR").build())
                .field(
                        "shipping_address",
                        SchemaBuilder.string()
                                .name("io.debezium.data.Json")
                                .version(1)
                                .optional()
                                .build())
                .field("notes", Schema.OPTIONAL_STRING_SCHEMA)
                .field(
                        "created_at",
                        SchemaBuilder.int64()
                                .name("io.debezium.time.MicroTimestamp")
                                .version(1)
                                .build())
                .field(
                        "updated_at",
                        SchemaBuilder.string()
                                .name("io.debezium.time.ZonedTimestamp")
                                .version(1)
                                .optional()
                                .defaultValue("1970-01-01T00:00:00Z")
                                .build())
                .build();
    }

    static Schema envelope(String topic, Schema row) {
        return SchemaBuilder.struct()
                .name(topic + ".Envelope")
                .version(2)
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    static Struct row(Schema schema, String status) {
        return new Struct(schema)
                .put("id", 1L)
                .put("order_number", "ON-1")
                .put("customer_id", 42L)
                .put("customer_email", "ada@example.com")
                .put("status", status)
                .put("total", new BigDecimal("1000.05"))
                .put("currency", null)
                .put(
                        "shipping_address",
                        "{\"zip\": \"8001\", \"city\": \"Zürich\", \"lines\": [1, null, {\"a\": true}]}")
                .put("notes", null)
                .put("created_at", 1_795_162_530_123_456L)
                .put("updated_at", "2026-11-20T08:15:30.654321Z");
    }

    static Struct source() {
        return new Struct(SOURCE)
                .put("version", "3.6.1.Final")
                .put("connector", "mysql")
                .put("name", "dbserver1")
                .put("ts_ms", 1_795_167_267_039L)
                .put("snapshot", "false")
                .put("db", "inventory")
                .put("ts_ns", 1_795_167_267_039_939_000L)
                .put("table", "orders")
                .put("gtid", "18abe1e1-e4c5-11f1-9889-02fc00000001:10")
                .put("file", "mysql-bin.000001")
                .put("pos", 4304L)
                .put("row", 0);
    }

    static Struct update() {
        return event("u", row(ROW, "NEW"), row(ROW, "SHIPPED"));
    }

    static Struct event(String op, Struct before, Struct after) {
        return event(ENVELOPE, op, before, after);
    }

    static Struct event(Schema envelope, String op, Struct before, Struct after) {
        return new Struct(envelope)
                .put("before", before)
                .put("after", after)
                .put("source", source())
                .put("op", op)
                .put("ts_ms", 1_795_167_267_073L);
    }

    static SourceRecord record(Struct value) {
        return record(value == null ? null : value.schema(), value);
    }

    static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(
                Map.of("server", "dbserver1"),
                Map.of("pos", 4304L),
                TOPIC,
                null,
                KEY,
                new Struct(KEY).put("id", 1L),
                schema,
                value,
                1_795_167_267_073L);
    }
}
