package io.headrace.transforms.converter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Schemas and values by lot: all of Connect's types and those it names, in one another, with nulls and defaults. */
@SuppressWarnings("JavaUtilDate") // Connect's type
final class RandomRecords {

    private static final long DAY = 86_400_000L;
    private static final List<String> TEXTS = List.of(
            "", "a", "order number", "größe", "注文", "\"quoted\\\"", "a\u0000b\u001f\u007f", "\ud83d\ude80", "\u2028");

    private final SplittableRandom random;

    RandomRecords(long seed) {
        this.random = new SplittableRandom(seed);
    }

    Schema schema(int depth) {
        SchemaBuilder builder = builder(depth);
        if (random.nextInt(3) == 0) {
            builder.optional();
        }
        Schema plain = builder.build();
        return depth == 0 && plain.type().isPrimitive() && plain.name() == null && random.nextInt(4) == 0
                ? new SchemaBuilder(plain.type())
                        .optional()
                        .defaultValue(value(plain))
                        .build()
                : plain;
    }

    private SchemaBuilder builder(int depth) {
        return switch (random.nextInt(depth > 0 ? 16 : 13)) {
            case 0 -> SchemaBuilder.int8();
            case 1 -> SchemaBuilder.int16();
            case 2 -> SchemaBuilder.int32();
            case 3 -> SchemaBuilder.int64();
            case 4 -> SchemaBuilder.float32();
            case 5 -> SchemaBuilder.float64();
            case 6 -> SchemaBuilder.bool();
            case 7 -> SchemaBuilder.string();
            case 8 -> SchemaBuilder.bytes();
            case 9 -> Decimal.builder(random.nextInt(8));
            case 10 -> Date.builder();
            case 11 -> Time.builder();
            case 12 ->
                random.nextBoolean()
                        ? Timestamp.builder()
                        : SchemaBuilder.string().name("io.debezium.data.Json");
            case 13 -> SchemaBuilder.array(schema(depth - 1));
            case 14 ->
                SchemaBuilder.map(
                        random.nextInt(8) == 0 ? Schema.INT32_SCHEMA : Schema.STRING_SCHEMA, schema(depth - 1));
            default -> struct(depth);
        };
    }

    SchemaBuilder struct(int depth) {
        SchemaBuilder struct = SchemaBuilder.struct();
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            struct.field(TEXTS.get(random.nextInt(TEXTS.size())) + i, schema(depth - 1));
        }
        return struct;
    }

    /** Null now and then, where the schema does without a value. */
    Object valueOrNull(Schema schema) {
        boolean mayBeNull = schema.isOptional() || schema.defaultValue() != null;
        return mayBeNull && random.nextInt(4) == 0 ? null : value(schema);
    }

    Object value(Schema schema) {
        if (schema.name() != null) {
            switch (schema.name()) {
                case Decimal.LOGICAL_NAME -> {
                    return new BigDecimal(
                            new BigInteger(random.nextInt(1, 90), new java.util.Random(random.nextLong())),
                            Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD)));
                }
                case Date.LOGICAL_NAME -> {
                    return new java.util.Date(random.nextLong(-40_000, 40_000) * DAY);
                }
                case Time.LOGICAL_NAME -> {
                    return new java.util.Date(random.nextLong(DAY));
                }
                case Timestamp.LOGICAL_NAME -> {
                    return new java.util.Date(random.nextLong(-DAY * 40_000, DAY * 40_000));
                }
                default -> {}
            }
        }
        return switch (schema.type()) {
            case INT8 -> (byte) random.nextInt();
            case INT16 -> (short) random.nextInt();
            case INT32 -> random.nextInt() >> random.nextInt(32);
            case INT64 -> random.nextLong() >> random.nextInt(64);
            case FLOAT32 -> Float.intBitsToFloat(random.nextInt());
            case FLOAT64 ->
                random.nextBoolean() ? Double.longBitsToDouble(random.nextLong()) : random.nextInt() / 100.0;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> text();
            case BYTES -> random.nextBoolean() ? bytes() : ByteBuffer.wrap(bytes());
            case ARRAY -> elements(schema.valueSchema());
            case MAP -> entries(schema);
            case STRUCT -> {
                Struct struct = new Struct(schema);
                for (Field field : schema.fields()) {
                    struct.put(field, valueOrNull(field.schema()));
                }
                yield struct;
            }
        };
    }

    private List<Object> elements(Schema schema) {
        List<Object> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(valueOrNull(schema));
        }
        return elements;
    }

    private Map<Object, Object> entries(Schema schema) {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            entries.put(value(schema.keySchema()), valueOrNull(schema.valueSchema()));
        }
        return entries;
    }

    /** What has no schema: Java's own types. */
    Object schemaless(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 10)) {
            case 0 -> null;
            case 1 -> text();
            case 2 -> random.nextLong();
            case 3 -> random.nextInt();
            case 4 -> random.nextBoolean();
            case 5 -> random.nextInt() / 1000.0;
            case 6 -> random.nextInt() / 1000f;
            case 7 -> (short) random.nextInt();
            case 8 -> (byte) random.nextInt();
            case 9 -> bytes();
            case 10 -> {
                List<Object> elements = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    elements.add(schemaless(depth - 1));
                }
                yield elements;
            }
            default -> object(depth);
        };
    }

    Map<Object, Object> object(int depth) {
        Map<Object, Object> object = new LinkedHashMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            object.put(random.nextInt(40) == 0 ? (Object) i : text() + i, schemaless(depth - 1));
        }
        return object;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(70)];
        random.nextBytes(bytes);
        return bytes;
    }
}
