package io.headrace.bench.documents;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** One order of about 400 bytes, flat and inside a change event, in each form that converters make. */
final class OrderRecords {

    private static final String TOPIC = "dbserver1.inventory.orders";

    private static final String ROW = """
            {"id":4711,"order_number":"ON-2026-004711","customer_id":42,"customer_email":"ada@example.com",\
            "status":"SHIPPED","total":1234.5,"currency":"EUR","shipping_address":{"name":"Ada Müller",\
            "street":"Bahnhofstrasse 21","city":"Zürich","zip":"8001","country":"CH"},"notes":"Bitte beim Nachbarn \
            klingeln, und zweimal.","created_at":"2026-11-20T08:15:30.654321Z","updated_at":"2026-11-20T09:01:00.500000Z"}""";

    private static final String EVENT = "{\"before\":" + ROW + ",\"after\":" + ROW
            + ",\"source\":{\"version\":\"3.6.1.Final\",\"connector\":\"mysql\",\"name\":\"dbserver1\","
            + "\"ts_ms\":1795167267039,\"snapshot\":\"false\",\"db\":\"inventory\",\"sequence\":null,"
            + "\"ts_us\":1795167267039939,\"ts_ns\":1795167267039939000,\"table\":\"orders\",\"server_id\":223344,"
            + "\"gtid\":\"18abe1e1-e4c5-11f1-9889-02fc00000001:10\",\"file\":\"mysql-bin.000001\",\"pos\":4304,"
            + "\"row\":0,\"thread\":41,\"query\":null},\"transaction\":null,\"op\":\"u\",\"ts_ms\":1795167267073,"
            + "\"ts_us\":1795167267073578,\"ts_ns\":1795167267073578564}";

    private OrderRecords() {}

    static SinkRecord rowBytes() {
        return record(null, "4711".getBytes(StandardCharsets.UTF_8), null, ROW.getBytes(StandardCharsets.UTF_8));
    }

    static SinkRecord rowMap() throws IOException {
        return record(null, "4711", null, new ObjectMapper().readValue(ROW, Map.class));
    }

    static SinkRecord rowStruct() {
        Struct row = row(rowSchema());
        return record(Schema.INT64_SCHEMA, 4711L, row.schema(), row);
    }

    static SinkRecord eventBytes() {
        return record(
                null, "{\"id\":4711}".getBytes(StandardCharsets.UTF_8), null, EVENT.getBytes(StandardCharsets.UTF_8));
    }

    static SinkRecord eventMap() throws IOException {
        return record(null, Map.of("id", 4711L), null, new ObjectMapper().readValue(EVENT, Map.class));
    }

    static SinkRecord eventStruct() {
        Schema row = rowSchema();
        Schema source = SchemaBuilder.struct()
                .field("connector", Schema.STRING_SCHEMA)
                .field("db", Schema.STRING_SCHEMA)
                .field("table", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .field("file", Schema.STRING_SCHEMA)
                .field("pos", Schema.INT64_SCHEMA)
                .field("row", Schema.INT32_SCHEMA)
                .build();
        Schema event = SchemaBuilder.struct()
                .field("before", row)
                .field("after", row)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        Struct value = new Struct(event)
                .put("before", row(row))
                .put("after", row(row))
                .put(
                        "source",
                        new Struct(source)
                                .put("connector", "mysql")
                                .put("db", "inventory")
                                .put("table", "orders")
                                .put("ts_ms", 1_795_167_267_039L)
                                .put("file", "mysql-bin.000001")
                                .put("pos", 4_304L)
                                .put("row", 0))
                .put("op", "u")
                .put("ts_ms", 1_795_167_267_073L);
        return record(Schema.INT64_SCHEMA, 4711L, event, value);
    }

    private static Schema rowSchema() {
        return SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("order_number", Schema.STRING_SCHEMA)
                .field("customer_id", Schema.INT64_SCHEMA)
                .field("customer_email", Schema.STRING_SCHEMA)
                .field("status", Schema.STRING_SCHEMA)
                .field("total", Decimal.schema(2))
                .field("currency", Schema.STRING_SCHEMA)
                .field("shipping_address", Schema.STRING_SCHEMA)
                .field("notes", Schema.OPTIONAL_STRING_SCHEMA)
                .field("created_at", Timestamp.SCHEMA)
                .field("updated_at", Schema.STRING_SCHEMA)
                .build();
    }

    private static Struct row(Schema schema) {
        return new Struct(schema)
                .put("id", 4711L)
                .put("order_number", "ON-2026-004711")
                .put("customer_id", 42L)
                .put("customer_email", "ada@example.com")
                .put("status", "SHIPPED")
                .put("total", new BigDecimal("1234.50"))
                .put("currency", "EUR")
                .put("shipping_address", "Ada Müller, Bahnhofstrasse 21, 8001 Zürich, CH")
                .put("notes", "Bitte beim Nachbarn klingeln, und zweimal.")
                .put("created_at", Date.from(Instant.ofEpochMilli(1_795_162_530_654L)))
                .put("updated_at", "2026-11-20T09:01:00.500000Z");
    }

    private static SinkRecord record(
            @Nullable Schema keySchema, Object key, @Nullable Schema valueSchema, Object value) {
        return new SinkRecord(
                TOPIC,
                0,
                keySchema,
                key,
                valueSchema,
                value,
                4_711_000_000L,
                1_795_167_267_073L,
                TimestampType.CREATE_TIME);
    }
}
