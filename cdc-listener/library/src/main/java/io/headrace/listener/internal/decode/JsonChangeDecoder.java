package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.Created;
import io.headrace.listener.change.Deleted;
import io.headrace.listener.change.KeyChanged;
import io.headrace.listener.change.Origin;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.Snapshot;
import io.headrace.listener.change.Truncated;
import io.headrace.listener.change.Updated;
import io.headrace.listener.spi.ChangeDecoder;
import io.headrace.listener.spi.NoEnvelopeException;
import io.headrace.listener.spi.UndecodableException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Debezium's envelope as JSON, plain or with its schema. Values are taken as they are. Thread-safe. */
public final class JsonChangeDecoder implements ChangeDecoder {
    /** On the create half of a key change. */
    private static final String OLD_KEY = "__debezium.oldkey";
    /** On the delete half of a key change. */
    private static final String NEW_KEY = "__debezium.newkey";

    @Override
    public Optional<RowChange> decode(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Optional.empty();
        }
        JsonNode value = Json.parse(record.value(), "value");
        if (value.isNull()) {
            return Optional.empty(); // how JsonConverter writes the tombstone of a transform that keeps the schema
        }
        if (!(value instanceof ObjectNode envelope)) {
            throw new UndecodableException(
                    "needs a Debezium envelope, a JSON object, but the value is a JSON " + kind(value), null);
        }
        if (isHeartbeat(envelope) || isTransactionMarker(envelope)) {
            return Optional.empty();
        }
        if (SchemaChange.is(envelope)) {
            return SchemaChange.read(record, envelope);
        }
        if (!Envelope.is(envelope)) {
            throw new NoEnvelopeException(
                    "needs a Debezium envelope: an op of c, u, d, r or t, a source with connector and ts_ms, and rows or null"
                            + " before and after; but the value has the fields "
                            + Fields.of(envelope)
                            + "; if ExtractNewRecordState runs in the source connector, remove it there");
        }
        String op = envelope.path("op").textValue();
        ObjectNode source = (ObjectNode) envelope.get("source");
        JsonNode key = record.key() == null ? NullNode.getInstance() : Json.parse(record.key(), "key");
        Origin origin = OriginFields.read(record, key, op, source, envelope.path("transaction"));
        return Optional.ofNullable(change(record, op, origin, envelope));
    }

    private static @Nullable RowChange change(
            ConsumerRecord<byte[], byte[]> record, String op, Origin origin, ObjectNode envelope) {
        return switch (op) {
            case "c" -> {
                ObjectNode after = row(envelope, "after", op);
                Header oldKey = record.headers().lastHeader(OLD_KEY);
                yield oldKey == null
                        ? new Created(origin, after)
                        : new KeyChanged(origin, HeaderKey.parse(oldKey.value()), after);
            }
            case "u" -> new Updated(origin, row(envelope, "before", op), row(envelope, "after", op));
            case "d" ->
                record.headers().lastHeader(NEW_KEY) == null ? new Deleted(origin, row(envelope, "before", op)) : null;
            case "r" -> new Snapshot(origin, row(envelope, "after", op));
            case "t" -> new Truncated(origin);
            default -> null; // a logical decoding message: not about a row
        };
    }

    private static ObjectNode row(ObjectNode envelope, String field, String op) {
        JsonNode node = envelope.path(field);
        if (node instanceof ObjectNode row) {
            return row;
        }
        String found = node instanceof MissingNode ? "is missing" : "is a JSON " + kind(node);
        String hint = field.equals("before") ? "; MySQL needs binlog_row_image=FULL" : "";
        throw new UndecodableException(
                "an envelope with op " + op + " needs the row in the field " + field + ", but it " + found + hint,
                null);
    }

    /** By all of their fields: a row of a table with such columns is none. */
    private static boolean isHeartbeat(ObjectNode value) {
        return value.size() == 1 && value.has("ts_ms");
    }

    private static boolean isTransactionMarker(ObjectNode value) {
        String status = value.path("status").textValue();
        return ("BEGIN".equals(status) || "END".equals(status))
                && value.has("id")
                && value.has("event_count")
                && value.has("data_collections")
                && value.has("ts_ms")
                && value.size() == 5;
    }

    private static String kind(JsonNode node) {
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
