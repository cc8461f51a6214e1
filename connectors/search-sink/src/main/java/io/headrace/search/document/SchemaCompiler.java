package io.headrace.search.document;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.json.JsonBuffer;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Turns a schema into the writer of its values, once, so that no record has to ask what its fields are. */
final class SchemaCompiler {
    private final DocumentSettings settings;
    private final NumberWriter numbers;
    private final SemanticTypes semanticTypes;

    SchemaCompiler(DocumentSettings settings) {
        this.settings = settings;
        this.numbers = new NumberWriter(settings);
        this.semanticTypes = new SemanticTypes(settings);
    }

    ValueWriter compile(Schema schema) {
        return compile(schema, new IdentityHashMap<>());
    }

    private ValueWriter compile(Schema schema, IdentityHashMap<Schema, ValueWriter> open) {
        ValueWriter recursive = open.get(schema);
        if (recursive != null) {
            return recursive;
        }
        NonNullWriter semantic = semanticTypes.writerOf(schema);
        return nullable(schema, semantic != null ? semantic : base(schema, open));
    }

    private NonNullWriter base(Schema schema, IdentityHashMap<Schema, ValueWriter> open) {
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> (out, value, depth) -> out.number(((Number) value).longValue());
            case FLOAT32 -> (out, value, depth) -> numbers.floating(out, (Float) value);
            case FLOAT64 -> (out, value, depth) -> numbers.floating(out, (Double) value);
            case BOOLEAN -> (out, value, depth) -> out.ascii((Boolean) value ? "true" : "false");
            case STRING -> (out, value, depth) -> out.string((String) value);
            case BYTES -> SchemaCompiler::bytes;
            case ARRAY -> array(compile(schema.valueSchema(), open));
            case MAP -> map(schema, open);
            case STRUCT -> struct(schema, open);
        };
    }

    private static void bytes(JsonBuffer out, Object value, int depth) {
        if (value instanceof ByteBuffer buffer) {
            SchemalessWriter.base64(out, buffer);
        } else {
            out.raw('"').raw(Base64.getEncoder().encode((byte[]) value)).raw('"');
        }
    }

    private NonNullWriter array(ValueWriter element) {
        return (out, value, depth) -> {
            int inner = NestingLimit.deeper(depth, settings);
            out.raw('[');
            boolean first = true;
            for (Object each : (List<?>) value) {
                if (!first) {
                    out.raw(',');
                }
                first = false;
                element.write(out, each, inner);
            }
            out.raw(']');
        };
    }

    private NonNullWriter map(Schema schema, IdentityHashMap<Schema, ValueWriter> open) {
        ValueWriter keys = compile(schema.keySchema(), open);
        ValueWriter values = compile(schema.valueSchema(), open);
        boolean asObject = settings.compactMaps() && schema.keySchema().type() == Schema.Type.STRING;
        return (out, value, depth) -> {
            int inner = NestingLimit.deeper(depth, settings);
            out.raw(asObject ? '{' : '[');
            boolean first = true;
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                if (!first) {
                    out.raw(',');
                }
                first = false;
                if (asObject) {
                    out.string(String.valueOf(entry.getKey())).raw(':');
                    values.write(out, entry.getValue(), inner);
                } else {
                    out.ascii("{\"key\":");
                    keys.write(out, entry.getKey(), inner);
                    out.ascii(",\"value\":");
                    values.write(out, entry.getValue(), inner);
                    out.raw('}');
                }
            }
            out.raw(asObject ? '}' : ']');
        };
    }

    private NonNullWriter struct(Schema schema, IdentityHashMap<Schema, ValueWriter> open) {
        StructWriter writer = new StructWriter(schema.fields().size());
        open.put(schema, nullable(schema, writer));
        for (Field field : schema.fields()) {
            writer.add(field, compile(field.schema(), open));
        }
        open.remove(schema);
        return writer;
    }

    private ValueWriter nullable(Schema schema, NonNullWriter writer) {
        Object standIn = settings.schemaDefaults() || !schema.isOptional() ? schema.defaultValue() : null;
        return (out, value, depth) -> {
            Object present = value == null ? standIn : value;
            if (present != null) {
                writer.write(out, present, depth);
            } else if (schema.isOptional()) {
                out.ascii("null");
            } else {
                throw new RecordException(
                        "A value of the schema " + (schema.name() == null ? schema.type() : schema.name())
                                + " is required and missing. Make the field optional at the source, or correct the record.");
            }
        };
    }

    /** The fields of one struct schema, their names escaped once. */
    private final class StructWriter implements NonNullWriter {
        private final Field[] fields;
        private final byte[][] names;
        private final ValueWriter[] writers;
        private int count;

        StructWriter(int size) {
            fields = new Field[size];
            names = new byte[size][];
            writers = new ValueWriter[size];
        }

        void add(Field field, ValueWriter writer) {
            fields[count] = field;
            names[count] = new JsonBuffer(32)
                    .raw(count == 0 ? '{' : ',')
                    .string(field.name())
                    .raw(':')
                    .toBytes();
            writers[count++] = writer;
        }

        @Override
        public void write(JsonBuffer out, Object value, int depth) {
            int inner = NestingLimit.deeper(depth, settings);
            Struct struct = (Struct) value;
            for (int i = 0; i < count; i++) {
                out.raw(names[i]);
                writers[i].write(out, struct.getWithoutDefault(fields[i].name()), inner);
            }
            if (count == 0) {
                out.raw('{');
            }
            out.raw('}');
        }
    }
}
