package io.headrace.transforms.envelope;

import io.headrace.transforms.path.FieldLocation;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** What a key or value is, judged by its schema or, without one, by its own names. */
public enum RecordKind {
    /** A row itself, or a key. */
    ROW,
    /** A change event: before, after, op and source. */
    ENVELOPE,
    /** A heartbeat, schema change, transaction marker or notification: it holds no row. */
    NOT_A_ROW;

    public static final String BEFORE = "before";
    public static final String AFTER = "after";
    public static final String OP = "op";
    public static final String SOURCE = "source";

    /** The operation of an event that empties a table; it has neither before nor after. */
    public static final String TRUNCATE = "t";

    private static final String ENVELOPE_SUFFIX = ".Envelope";
    private static final String CONNECTOR_PREFIX = "io.debezium.connector.";

    /** @throws DataException if the schema is named like an envelope but isn't shaped like one */
    public static RecordKind of(Schema schema, String transform) {
        if (schema.type() != Schema.Type.STRUCT) {
            return NOT_A_ROW;
        }
        String name = schema.name() == null ? "" : schema.name();
        boolean shaped = isImage(schema.field(BEFORE)) && isImage(schema.field(AFTER)) && isText(schema.field(OP));
        if (name.endsWith(ENVELOPE_SUFFIX) && !shaped) {
            throw unknownShape(new FieldLocation(transform, name, ""), fieldNames(schema));
        }
        if (shaped && (name.endsWith(ENVELOPE_SUFFIX) || schema.field(SOURCE) != null)) {
            return ENVELOPE;
        }
        return name.startsWith(CONNECTOR_PREFIX) ? NOT_A_ROW : ROW;
    }

    /** @throws DataException if the names are those of an envelope but the values are not */
    public static RecordKind of(Map<?, ?> value, String transform) {
        if (value.size() == 2 && value.containsKey("schema") && value.containsKey("payload")) {
            throw new FieldLocation(transform, FieldLocation.NO_SCHEMA, "payload")
                    .error(
                            "a row or a change event",
                            "the wrapper {schema, payload} of a JSON converter",
                            "Set schemas.enable=true on the JsonConverter that reads this topic.");
        }
        boolean named = value.get(OP) instanceof String
                && (value.containsKey(BEFORE) || value.containsKey(AFTER))
                && (value.containsKey(SOURCE) || (value.containsKey(BEFORE) && value.containsKey(AFTER)));
        if (!named) {
            return ROW;
        }
        for (String image : new String[] {BEFORE, AFTER}) {
            Object row = value.get(image);
            if (row != null && !(row instanceof Map)) {
                throw unknownShape(
                        new FieldLocation(transform, FieldLocation.NO_SCHEMA, image),
                        "a " + row.getClass().getSimpleName());
            }
        }
        return ENVELOPE;
    }

    private static boolean isImage(@Nullable Field field) {
        return field != null && field.schema().type() == Schema.Type.STRUCT;
    }

    private static boolean isText(@Nullable Field field) {
        return field != null && field.schema().type() == Schema.Type.STRING;
    }

    private static String fieldNames(Schema schema) {
        return "the fields " + schema.fields().stream().map(Field::name).toList();
    }

    private static DataException unknownShape(FieldLocation location, String found) {
        return location.error(
                "an envelope with before and after (rows) and op (text)",
                found,
                "Apply the transform to change events as Debezium writes them, or to flat rows; keep it off other topics"
                        + " with a predicate.");
    }
}
