package io.headrace.transforms;

import io.headrace.transforms.field.Schemas;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** How keys of one schema are made stable. Immutable, called by any thread. */
final class StableKeyPlan {

    private static final String TIMESTAMP = "io.debezium.time.ZonedTimestamp";

    private final Schema target;
    private final boolean hasTimestamps;

    private StableKeyPlan(Schema target, boolean hasTimestamps) {
        this.target = target;
        this.hasTimestamps = hasTimestamps;
    }

    static StableKeyPlan of(Schema key) {
        List<Field> fields = key.fields();
        boolean hasTimestamps = fields.stream().anyMatch(field -> isTimestamp(field.schema()));
        if (fields.stream().noneMatch(field -> isBoolean(field.schema()))) {
            return new StableKeyPlan(key, hasTimestamps);
        }
        SchemaBuilder target = SchemaBuilder.struct();
        fields.forEach(field ->
                target.field(field.name(), isBoolean(field.schema()) ? number(field.schema()) : field.schema()));
        return new StableKeyPlan(Schemas.like(key, target), hasTimestamps);
    }

    /** The key in its stable form; the very object if it is stable already. */
    @SuppressWarnings("ReferenceEquality") // the same object means untouched
    Struct apply(Struct key) {
        if (!hasTimestamps && target == key.schema()) {
            return key;
        }
        Struct stable = new Struct(target);
        boolean changed = target != key.schema();
        for (Field field : target.fields()) {
            Object value = key.get(field.name());
            Object same = stable(field.schema(), value);
            changed |= same != value;
            stable.put(field, same);
        }
        return changed ? stable : key;
    }

    private static @Nullable Object stable(Schema schema, @Nullable Object value) {
        if (value instanceof Boolean flag && schema.type() == Schema.Type.INT16) {
            return (short) (flag ? 1 : 0);
        }
        return value instanceof String text && isTimestamp(schema) ? withoutZeros(text) : value;
    }

    /**
     * The text without trailing zeros in its fraction, and without an empty fraction: as a snapshot writes it. Text of
     * another form stays as it is.
     */
    static String withoutZeros(String text) {
        int point = text.indexOf('.');
        int zone = point + 1;
        while (zone < text.length() && Character.isDigit(text.charAt(zone))) {
            zone++;
        }
        int end = zone;
        while (point > 0 && end > point + 1 && text.charAt(end - 1) == '0') {
            end--;
        }
        if (point < 0 || end == zone) {
            return text;
        }
        return text.substring(0, end == point + 1 ? point : end) + text.substring(zone);
    }

    private static boolean isTimestamp(Schema schema) {
        return TIMESTAMP.equals(schema.name());
    }

    /** BOOLEAN or BIT(1), which a key's schema doesn't distinguish. */
    private static boolean isBoolean(Schema schema) {
        return schema.type() == Schema.Type.BOOLEAN;
    }

    /** The type that a snapshot reads BOOLEAN as, which it knows as TINYINT(1). */
    private static Schema number(Schema schema) {
        return schema.isOptional()
                ? SchemaBuilder.int16().optional().build()
                : SchemaBuilder.int16().build();
    }
}
