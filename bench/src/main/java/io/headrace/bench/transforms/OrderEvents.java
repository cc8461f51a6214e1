package io.headrace.bench.transforms;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Change events of a table like orders, 11 columns, with the schemas that the Debezium MySQL connector gives them. */
final class OrderEvents {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.mysql.Source")
            .version(1)
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("snapshot", Schema.OPTIONAL_STRING_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("sequence", Schema.OPTIONAL_STRING_SCHEMA)
            .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
            .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
            .field("table", Schema.OPTIONAL_STRING_SCHEMA)
            .field("server_id", Schema.INT64_SCHEMA)
            .field("gtid", Schema.OPTIONAL_STRING_SCHEMA)
            .field("file", Schema.STRING_SCHEMA)
            .field("pos", Schema.INT64_SCHEMA)
            .field("row", Schema.INT32_SCHEMA)
            .field("thread", Schema.OPTIONAL_INT64_SCHEMA)
            .field("query", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final String topic;
    private final Schema key;
    private final Schema row;
    private final Schema envelope;

    OrderEvents(String topic) {
        this.topic = topic;
        key = SchemaBuilder.struct()
                .name(topic + ".Key")
                .field("id", Schema.INT64_SCHEMA)
                .build();
        row = row(topic);
        envelope = SchemaBuilder.struct()
                .name(topic + ".Envelope")
                .version(2)
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_us", Schema.OPTIONAL_INT64_SCHEMA)
                .field("ts_ns", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    SourceRecord flat(long id) {
        return record(id, row, image(id));
    }

    SourceRecord create(long id) {
        return record(id, envelope, event("c", id, null));
    }

    SourceRecord update(long id) {
        return record(id, envelope, event("u", id, image(id)));
    }

    /** The text of the JSON column. */
    static String address(long id) {
        return "{\"zip\":\"" + (8000 + id % 1000) + "\",\"city\":\"Zürich\",\"street\":\"Bahnhofstrasse 1\"}";
    }

    static String email(long id) {
        return "customer" + id + "@example.com";
    }

    private SourceRecord record(long id, Schema schema, Struct value) {
        return new SourceRecord(
                Map.of("server", "dbserver1"),
                Map.of("pos", id),
                topic,
                null,
                key,
                new Struct(key).put("id", id),
                schema,
                value,
                1_795_167_267_073L);
    }

    private Struct event(String op, long id, @org.jspecify.annotations.Nullable Struct before) {
        Struct source = new Struct(SOURCE)
                .put("version", "3.6.1.Final")
                .put("connector", "mysql")
                .put("name", "dbserver1")
                .put("ts_ms", 1_795_167_267_039L)
                .put("snapshot", "false")
                .put("db", "inventory")
                .put("ts_us", 1_795_167_267_039_939L)
                .put("ts_ns", 1_795_167_267_039_939_000L)
                .put("table", "orders")
                .put("server_id", 223_344L)
                .put("gtid", "18abe1e1-e4c5-11f1-9889-02fc00000001:10")
                .put("file", "mysql-bin.000001")
                .put("pos", id)
                .put("row", 0)
                .put("thread", 41L);
        return new Struct(envelope)
                .put("before", before)
                .put("after", image(id))
                .put("source", source)
                .put("op", op)
                .put("ts_ms", 1_795_167_267_073L)
                .put("ts_us", 1_795_167_267_073_578L)
                .put("ts_ns", 1_795_167_267_073_578_564L);
    }

    private Struct image(long id) {
        return new Struct(row)
                .put("id", id)
                .put("order_number", "ON-" + id)
                .put("customer_id", id % 1000)
                .put("customer_email", email(id))
                .put("status", "NEW")
                .put("total", BigDecimal.valueOf(100_000 + id % 10_000, 2))
                .put("currency", "EUR")
                .put("shipping_address", address(id))
                .put("notes", "Please ring twice, the bell is hard to hear in the garden.")
                .put("created_at", 1_795_162_530_123_456L + id * 1_000_003L)
                .put("updated_at", "2026-11-20T08:15:30.654321Z");
    }

    private static Schema row(String topic) {
        Schema status = SchemaBuilder.string()
                .name("io.debezium.data.Enum")
                .version(1)
                .parameter("allowed", "NEW,PAID,SHIPPED,DELIVERED,CANCELLED")
                .build();
        Schema total =
                Decimal.builder(2).parameter("connect.decimal.precision", "12").build();
        return SchemaBuilder.struct()
                .name(topic + ".Value")
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("order_number", Schema.STRING_SCHEMA)
                .field("customer_id", Schema.INT64_SCHEMA)
                .field("customer_email", Schema.STRING_SCHEMA)
                .field("status", status)
                .field("total", total)
                .field("currency", Schema.STRING_SCHEMA)
                .field("shipping_address", semantic(SchemaBuilder.string(), "io.debezium.data.Json"))
                .field("notes", Schema.OPTIONAL_STRING_SCHEMA)
                .field("created_at", semantic(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"))
                .field("updated_at", semantic(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"))
                .build();
    }

    private static Schema semantic(SchemaBuilder builder, String name) {
        return builder.name(name).version(1).build();
    }
}
