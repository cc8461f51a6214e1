package io.headrace.search.record;

import io.headrace.search.config.RecordFormat;
import io.headrace.search.document.Body;
import io.headrace.search.document.MapBody;
import io.headrace.search.document.SkipReason;
import io.headrace.search.document.StructBody;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Understands values that are Maps, which have no schema to ask. Stateless. */
final class MapValueReader {
    private static final Set<String> TRANSACTION = Set.of("status", "id", "event_count", "data_collections", "ts_ms");

    private MapValueReader() {}

    static Payload read(Map<?, ?> map, RecordFormat format) {
        if (format == RecordFormat.DOCUMENT) {
            return new Payload.Document(new MapBody(map));
        }
        if (map.containsKey("op") && (format == RecordFormat.DEBEZIUM || isChange(map))) {
            char letter = isLetter(map.get("op")) ? ((String) map.get("op")).charAt(0) : '?';
            return new Payload.Envelope(letter, row(map.get("before")), row(map.get("after")), row(map.get("source")));
        }
        if (map.containsKey("ddl") && isDebeziums(map.get("source"))) {
            return new Payload.Nothing(SkipReason.SCHEMA_CHANGE);
        }
        if (isTransaction(map)) {
            return new Payload.Nothing(SkipReason.TRANSACTION);
        }
        if (format == RecordFormat.DEBEZIUM) {
            throw ValueReader.notAnEnvelope();
        }
        return new Payload.Document(new MapBody(map));
    }

    /** A row may have columns of these names; what their values are tells it from a change event. */
    private static boolean isChange(Map<?, ?> map) {
        boolean hasRow = map.containsKey("before") || map.containsKey("after") || "m".equals(map.get("op"));
        return hasRow
                && isLetter(map.get("op"))
                && isDebeziums(map.get("source"))
                && isRowOrNull(map.get("before"))
                && isRowOrNull(map.get("after"));
    }

    private static boolean isLetter(@Nullable Object op) {
        return op instanceof String text && text.length() == 1;
    }

    private static boolean isDebeziums(@Nullable Object source) {
        return (source instanceof Map<?, ?> map && map.containsKey("connector") && map.containsKey("ts_ms"))
                || (source instanceof Struct struct && StructValueReader.isDebeziums(struct.schema()));
    }

    private static boolean isRowOrNull(@Nullable Object row) {
        return row == null || row instanceof Map || row instanceof Struct;
    }

    private static boolean isTransaction(Map<?, ?> map) {
        Object count = map.get("event_count");
        Object collections = map.get("data_collections");
        return map.keySet().equals(TRANSACTION)
                && ("BEGIN".equals(map.get("status")) || "END".equals(map.get("status")))
                && (count == null || count instanceof Long || count instanceof Integer)
                && (collections == null || collections instanceof List);
    }

    private static @Nullable Body row(@Nullable Object row) {
        if (row instanceof Struct struct) {
            return new StructBody(struct);
        }
        return row instanceof Map<?, ?> map ? new MapBody(map) : null;
    }
}
