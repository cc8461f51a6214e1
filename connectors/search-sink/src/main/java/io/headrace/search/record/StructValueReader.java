package io.headrace.search.record;

import io.headrace.search.config.RecordFormat;
import io.headrace.search.document.Body;
import io.headrace.search.document.MapBody;
import io.headrace.search.document.SkipReason;
import io.headrace.search.document.StructBody;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Understands values that are Structs; decides once per schema what its values are. Used by the task thread only. */
final class StructValueReader {
    private static final int MOST_SCHEMAS = 1_000;

    private enum Shape {
        DOCUMENT,
        ENVELOPE,
        HEARTBEAT,
        SCHEMA_CHANGE,
        TRANSACTION
    }

    private final RecordFormat format;
    private final IdentityHashMap<Schema, Shape> shapes = new IdentityHashMap<>();

    StructValueReader(RecordFormat format) {
        this.format = format;
    }

    Payload read(Struct struct) {
        Shape shape = shapes.get(struct.schema());
        if (shape == null) {
            if (shapes.size() >= MOST_SCHEMAS) {
                shapes.clear();
            }
            shape = format == RecordFormat.DOCUMENT ? Shape.DOCUMENT : shapeOf(struct.schema());
            shapes.put(struct.schema(), shape);
        }
        return switch (shape) {
            case ENVELOPE -> envelope(struct);
            case HEARTBEAT -> new Payload.Nothing(SkipReason.HEARTBEAT);
            case SCHEMA_CHANGE -> new Payload.Nothing(SkipReason.SCHEMA_CHANGE);
            case TRANSACTION -> new Payload.Nothing(SkipReason.TRANSACTION);
            case DOCUMENT -> {
                if (format == RecordFormat.DEBEZIUM) {
                    throw ValueReader.notAnEnvelope();
                }
                yield new Payload.Document(new StructBody(struct));
            }
        };
    }

    private static Shape shapeOf(Schema schema) {
        String name = schema.name() == null ? "" : schema.name();
        if (name.startsWith("io.debezium.connector.") && name.endsWith(".Heartbeat")) {
            return Shape.HEARTBEAT;
        }
        if (name.startsWith("io.debezium.connector.") && name.endsWith(".SchemaChangeValue")) {
            return Shape.SCHEMA_CHANGE;
        }
        if (name.startsWith("io.debezium.connector.") && name.endsWith(".TransactionMetadataValue")) {
            return Shape.TRANSACTION;
        }
        boolean hasRow = schema.field("before") != null || schema.field("after") != null;
        return hasRow && isText(schema.field("op")) && (name.endsWith(".Envelope") || isChange(schema))
                ? Shape.ENVELOPE
                : Shape.DOCUMENT;
    }

    /** Also where a transform took the schema's name; a row may have columns of these names, but not of these types. */
    private static boolean isChange(Schema schema) {
        Field source = schema.field("source");
        return source != null
                && isDebeziums(source.schema())
                && isRow(schema.field("before"))
                && isRow(schema.field("after"));
    }

    static boolean isDebeziums(Schema source) {
        return source.type() == Schema.Type.STRUCT
                && source.field("connector") != null
                && source.field("ts_ms") != null;
    }

    private static boolean isText(@Nullable Field field) {
        return field != null && field.schema().type() == Schema.Type.STRING;
    }

    private static boolean isRow(@Nullable Field field) {
        return field == null
                || field.schema().type() == Schema.Type.STRUCT
                || field.schema().type() == Schema.Type.MAP;
    }

    private static Payload envelope(Struct struct) {
        Object op = struct.get("op");
        char letter = op instanceof String text && text.length() == 1 ? text.charAt(0) : '?';
        return new Payload.Envelope(letter, row(struct, "before"), row(struct, "after"), row(struct, "source"));
    }

    private static @Nullable Body row(Struct struct, String field) {
        Object row = struct.schema().field(field) == null ? null : struct.getWithoutDefault(field);
        if (row instanceof Struct rowStruct) {
            return new StructBody(rowStruct);
        }
        return row instanceof Map<?, ?> map ? new MapBody(map) : null;
    }
}
