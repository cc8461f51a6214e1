package io.headrace.search.document;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Writes values that came without a schema, by what they are. */
final class SchemalessWriter implements ValueWriter {
    private final DocumentSettings settings;
    private final NumberWriter numbers;

    SchemalessWriter(DocumentSettings settings) {
        this.settings = settings;
        this.numbers = new NumberWriter(settings);
    }

    @Override
    public void write(JsonBuffer out, @Nullable Object value, int depth) {
        if (value == null) {
            out.ascii("null");
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Number number) {
            number(out, number);
        } else if (value instanceof Boolean bool) {
            out.ascii(bool ? "true" : "false");
        } else if (value instanceof Map<?, ?> map) {
            object(out, map, NestingLimit.deeper(depth, settings));
        } else if (value instanceof List<?> list) {
            array(out, list, NestingLimit.deeper(depth, settings));
        } else if (value instanceof byte[] bytes) {
            out.raw('"').raw(Base64.getEncoder().encode(bytes)).raw('"');
        } else if (value instanceof ByteBuffer bytes) {
            base64(out, bytes);
        } else if (value instanceof Date date) {
            TemporalWriter.instant(out, Instant.ofEpochMilli(TemporalWriter.millis(date)), settings.temporalFormat());
        } else if (value instanceof Struct struct) {
            new SchemaCompiler(settings).compile(struct.schema()).write(out, struct, depth);
        } else {
            throw new RecordException("A value of " + value.getClass().getName()
                    + " has no JSON form. Convert it with a transform, or leave its field out.");
        }
    }

    private void number(JsonBuffer out, Number number) {
        if (number instanceof Double value) {
            numbers.floating(out, value);
        } else if (number instanceof Float value) {
            numbers.floating(out, value);
        } else if (number instanceof BigDecimal value) {
            numbers.decimal(out, value);
        } else if (number instanceof BigInteger value) {
            out.ascii(value.toString());
        } else {
            out.number(number.longValue());
        }
    }

    private void object(JsonBuffer out, Map<?, ?> map, int depth) {
        char before = '{';
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.raw(before).string(String.valueOf(entry.getKey())).raw(':');
            write(out, entry.getValue(), depth);
            before = ',';
        }
        if (before == '{') {
            out.raw('{');
        }
        out.raw('}');
    }

    private void array(JsonBuffer out, List<?> list, int depth) {
        char before = '[';
        for (Object element : list) {
            out.raw(before);
            write(out, element, depth);
            before = ',';
        }
        if (before == '[') {
            out.raw('[');
        }
        out.raw(']');
    }

    static void base64(JsonBuffer out, ByteBuffer bytes) {
        byte[] plain = new byte[bytes.remaining()];
        bytes.duplicate().get(plain);
        out.raw('"').raw(Base64.getEncoder().encode(plain)).raw('"');
    }
}
