package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.Origin;
import io.headrace.listener.change.SourcePosition;
import io.headrace.listener.change.TransactionOrder;
import io.headrace.listener.spi.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Reads the blocks {@code source} and {@code transaction} of an envelope. */
final class OriginFields {

    private OriginFields() {}

    static Origin read(
            ConsumerRecord<byte[], byte[]> record, JsonNode key, String op, ObjectNode source, JsonNode transaction) {
        String database = source.path("db").textValue();
        String table = source.path("table").textValue();
        if (database == null || table == null) {
            throw new UndecodableException(
                    "an envelope's source needs the fields db and table, but has the fields " + Fields.of(source),
                    null);
        }
        String name = database + "." + table;
        SourcePosition position = new SourcePosition(
                source.path("server_id").longValue(),
                source.path("gtid").textValue(),
                source.path("file").asText(""),
                source.path("pos").longValue(),
                source.path("row").intValue());
        TransactionOrder order = order(transaction);
        return new Origin(
                name,
                key,
                position,
                committedAt(source),
                order,
                idempotencyKey(name, key, op, position, order),
                record.topic(),
                record.partition(),
                record.offset(),
                traceParent(record));
    }

    private static Optional<String> traceParent(ConsumerRecord<byte[], byte[]> record) {
        Header header = record.headers().lastHeader("traceparent");
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static @Nullable TransactionOrder order(JsonNode transaction) {
        String id = transaction.path("id").textValue();
        return id == null
                ? null
                : new TransactionOrder(id, transaction.path("total_order").longValue());
    }

    private static Instant committedAt(ObjectNode source) {
        JsonNode micros = source.path("ts_us");
        return micros.isIntegralNumber()
                ? Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS)
                : Instant.ofEpochMilli(source.path("ts_ms").longValue());
    }

    /**
     * GTID and order survive a failover. File and position do not, and are used where the server has no GTIDs or the source
     * provides no transaction metadata. All rows of a snapshot share a position, so theirs has the key too.
     */
    private static String idempotencyKey(
            String table, JsonNode key, String op, SourcePosition position, @Nullable TransactionOrder order) {
        String place = position.file() + ":" + position.pos() + ":" + position.row();
        if (op.equals("r")) {
            return "snapshot:" + table + ":" + key + ":" + place;
        }
        if (op.equals(SchemaChange.OP)) {
            place += ":" + table; // one statement may change several
        }
        String gtid = position.gtid();
        if (gtid == null) {
            return position.server() + ":" + place;
        }
        return order == null ? gtid + ":" + place : gtid + "/" + order.totalOrder();
    }
}
