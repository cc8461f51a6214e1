package io.headrace.transforms;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Schemas as Debezium builds them, and bytes in hex. */
final class TypeSchemas {

    private TypeSchemas() {}

    static SchemaBuilder geometry(String name) {
        return SchemaBuilder.struct()
                .name("io.debezium." + name)
                .field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA);
    }

    static Schema named(String name, Schema.Type type) {
        return new SchemaBuilder(type).name("io.debezium." + name).version(1).build();
    }

    static Schema decimal(int scale, int precision) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", Integer.toString(precision))
                .build();
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }

    static String ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 4);
        for (int value : values) {
            bytes.putInt(value);
        }
        return HexFormat.of().formatHex(bytes.array());
    }

    static String numbers(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * 8);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
