package io.headrace.transforms.converter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as Kafka's JsonConverter does without schemas: what it takes, byte for byte; what it refuses, and objects
 * whose keys are no text, not at all. Safe for use by several threads.
 *
 * <p>A number of a topic is written as Jackson writes a number of that Java type, a DECIMAL with all digits of its scale, bytes in Base64
 * without line feeds, dates and times as the number that their logical type stands for.
 */
final class JsonRecordWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private final boolean isNullReplaced;
    private final boolean isDecimalNumber;

    /**
     * @param isNullReplaced whether a null becomes its field's default, if it has one
     * @param isDecimalNumber whether DECIMALs are numbers, rather than Base64 of their unscaled bytes
     */
    JsonRecordWriter(boolean isNullReplaced, boolean isDecimalNumber) {
        this.isNullReplaced = isNullReplaced;
        this.isDecimalNumber = isDecimalNumber;
    }

    /** @return null if it is left to the other converter */
    byte @Nullable [] write(@Nullable Schema schema, Object value) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(FACTORY._getBufferRecycler())) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                value(json, schema, value);
            }
            return bytes.getClearAndRelease();
        } catch (IOException | RuntimeException refused) {
            // the other converter refuses it in its own words
            return null;
        }
    }

    private void value(JsonGenerator json, @Nullable Schema schema, @Nullable Object value) throws IOException {
        if (schema == null) {
            schemaless(json, value);
        } else if (value != null) {
            typed(json, schema, value);
        } else if (isNullReplaced && schema.defaultValue() != null) {
            typed(json, schema, schema.defaultValue());
        } else if (schema.isOptional()) {
            json.writeNull();
        } else {
            throw new DataException("a required field is null");
        }
    }

    private void typed(JsonGenerator json, Schema schema, Object value) throws IOException {
        String name = schema.name();
        if (name != null && name.startsWith("org.apache.kafka.connect.data.") && logical(json, schema, name, value)) {
            return;
        }
        switch (schema.type()) {
            case INT8 -> json.writeNumber((Byte) value);
            case INT16 -> json.writeNumber((Short) value);
            case INT32 -> json.writeNumber((Integer) value);
            case INT64 -> json.writeNumber((Long) value);
            case FLOAT32 -> json.writeNumber((Float) value);
            case FLOAT64 -> json.writeNumber((Double) value);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case STRING -> json.writeString(((CharSequence) value).toString());
            case BYTES -> bytes(json, value);
            case ARRAY -> array(json, schema.valueSchema(), (Iterable<?>) value);
            case MAP -> {
                if (schema.keySchema().type() != Schema.Type.STRING) {
                    throw new DataException("a map whose keys are no text");
                }
                map(json, schema.keySchema(), schema.valueSchema(), (Map<?, ?>) value);
            }
            case STRUCT -> struct(json, schema, (Struct) value);
        }
    }

    /** @return whether it is one of the types that Connect itself names */
    private boolean logical(JsonGenerator json, Schema schema, String name, Object value) throws IOException {
        switch (name) {
            case Decimal.LOGICAL_NAME -> {
                if (isDecimalNumber) {
                    json.writeNumber((BigDecimal) value);
                } else {
                    json.writeBinary(Decimal.fromLogical(schema, (BigDecimal) value));
                }
            }
            case Date.LOGICAL_NAME -> json.writeNumber(Date.fromLogical(schema, (java.util.Date) value));
            case Time.LOGICAL_NAME -> json.writeNumber(Time.fromLogical(schema, (java.util.Date) value));
            case Timestamp.LOGICAL_NAME -> json.writeNumber(Timestamp.fromLogical(schema, (java.util.Date) value));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void schemaless(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Map<?, ?> object) {
            map(json, null, null, object);
        } else if (value instanceof List<?> elements) {
            array(json, null, elements);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Short number) {
            json.writeNumber(number);
        } else if (value instanceof Byte number) {
            json.writeNumber(number);
        } else {
            bytes(json, value);
        }
    }

    private void map(JsonGenerator json, @Nullable Schema keySchema, @Nullable Schema valueSchema, Map<?, ?> object)
            throws IOException {
        if (keySchema != null && keySchema.name() != null) {
            throw new DataException("a key of a type with a name");
        }
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : object.entrySet()) {
            json.writeFieldName((String) entry.getKey());
            value(json, valueSchema, entry.getValue());
        }
        json.writeEndObject();
    }

    private void array(JsonGenerator json, @Nullable Schema elementSchema, Iterable<?> elements) throws IOException {
        json.writeStartArray();
        for (Object element : elements) {
            value(json, elementSchema, element);
        }
        json.writeEndArray();
    }

    private void struct(JsonGenerator json, Schema schema, Struct struct) throws IOException {
        if (!struct.schema().equals(schema)) {
            throw new DataException("a struct of another schema");
        }
        json.writeStartObject();
        for (Field field : schema.fields()) {
            json.writeFieldName(field.name());
            value(json, field.schema(), struct.getWithoutDefault(field.name()));
        }
        json.writeEndObject();
    }

    private static void bytes(JsonGenerator json, Object value) throws IOException {
        if (value instanceof ByteBuffer buffer) {
            if (buffer.arrayOffset() != 0 || buffer.remaining() != buffer.array().length) {
                throw new DataException("a part of a buffer");
            }
            json.writeBinary(buffer.array());
        } else {
            json.writeBinary((byte[]) value);
        }
    }
}
