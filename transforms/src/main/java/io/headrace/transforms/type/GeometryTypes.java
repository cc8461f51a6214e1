package io.headrace.transforms.type;

import io.headrace.transforms.field.Schemas;
import io.headrace.transforms.field.TypedConversion;
import io.headrace.transforms.path.FieldLocation;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Converts points and shapes. How deep a shape's coordinates are nested depends on its kind, which no schema can express: it
 * becomes text.
 */
final class GeometryTypes {

    private static final String JSON = "io.debezium.data.Json";
    private static final Schema NUMBERS =
            SchemaBuilder.array(Schema.FLOAT64_SCHEMA).build();

    private final GeometryFormat format;
    private final AxisOrder axes;

    GeometryTypes(GeometryFormat format, AxisOrder axes) {
        this.format = format;
        this.axes = axes;
    }

    /** Null if the schema is no geometry. */
    @Nullable
    TypedConversion conversion(Schema schema, FieldLocation location) {
        return switch (String.valueOf(schema.name())) {
            case "io.debezium.data.geometry.Point" -> point(schema);
            case "io.debezium.data.geometry.Geometry", "io.debezium.data.geometry.Geography" -> shape(schema, location);
            default -> null;
        };
    }

    private TypedConversion point(Schema schema) {
        return switch (format) {
            case LAT_LON -> {
                Schema out = Schemas.plain(
                        schema,
                        SchemaBuilder.struct()
                                .field("lat", Schema.FLOAT64_SCHEMA)
                                .field("lon", Schema.FLOAT64_SCHEMA));
                yield new TypedConversion(
                        out, value -> new Struct(out).put("lat", y(value)).put("lon", x(value)));
            }
            case GEOJSON -> {
                Schema out = Schemas.plain(
                        schema,
                        SchemaBuilder.struct()
                                .field("type", Schema.STRING_SCHEMA)
                                .field("coordinates", NUMBERS));
                yield new TypedConversion(
                        out,
                        value -> new Struct(out).put("type", "Point").put("coordinates", List.of(x(value), y(value))));
            }
            case WKT ->
                new TypedConversion(
                        Schemas.plain(schema, SchemaBuilder.string()),
                        value -> new Geometry(Geometry.Kind.POINT, List.of(x(value), y(value))).wkt());
        };
    }

    private TypedConversion shape(Schema schema, FieldLocation location) {
        return format == GeometryFormat.GEOJSON
                ? new TypedConversion(
                        Schemas.plain(schema, SchemaBuilder.string().name(JSON).version(1)),
                        value -> read(value, location).geoJson())
                : new TypedConversion(
                        Schemas.plain(schema, SchemaBuilder.string()),
                        value -> read(value, location).wkt());
    }

    private Geometry read(Object value, FieldLocation location) {
        return WkbReader.read(NumberTypes.bytes(((Struct) value).get("wkb")), axes, location);
    }

    private Double x(Object point) {
        return ((Struct) point).getFloat64(axes == AxisOrder.XY ? "x" : "y");
    }

    private Double y(Object point) {
        return ((Struct) point).getFloat64(axes == AxisOrder.XY ? "y" : "x");
    }
}
