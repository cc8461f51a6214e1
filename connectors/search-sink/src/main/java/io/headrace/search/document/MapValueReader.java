package io.headrace.search.document;

import io.headrace.search.config.RecordFormat;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Understands values that are Maps, which have no schema to ask. Stateless. */
final class MapValueReader {
    private MapValueReader() {}

    static Payload read(Map<?, ?> map, RecordFormat format) {
        if (format == RecordFormat.DOCUMENT) {
            return new Payload.Document(new MapBody(map));
        }
        boolean hasRow = map.containsKey("before") || map.containsKey("after");
        if (map.containsKey("op") && (format == RecordFormat.DEBEZIUM || (map.containsKey("source") && hasRow))) {
            char letter = map.get("op") instanceof String text && text.length() == 1 ? text.charAt(0) : '?';
            return new Payload.Envelope(letter, row(map.get("before")), row(map.get("after")), row(map.get("source")));
        }
        if (map.containsKey("source") && map.containsKey("ddl")) {
            return new Payload.Nothing(SkipReason.SCHEMA_CHANGE);
        }
        if (map.containsKey("status") && map.containsKey("event_count") && map.containsKey("data_collections")) {
            return new Payload.Nothing(SkipReason.TRANSACTION);
        }
        if (format == RecordFormat.DEBEZIUM) {
            throw ValueReader.notAnEnvelope();
        }
        return new Payload.Document(new MapBody(map));
    }

    private static @Nullable Body row(@Nullable Object row) {
        if (row instanceof Struct struct) {
            return new StructBody(struct);
        }
        return row instanceof Map<?, ?> map ? new MapBody(map) : null;
    }
}
