package io.headrace.transforms;

import static io.headrace.transforms.TypeSchemas.geometry;
import static io.headrace.transforms.TypeSchemas.ints;
import static io.headrace.transforms.TypeSchemas.numbers;
import static io.headrace.transforms.TypeSchemas.quoted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Points and shapes. */
class DebeziumGeometriesTest {

    private final DebeziumTypeConverter<SourceRecord> types = new DebeziumTypeConverter<>();

    @AfterEach
    void close() {
        types.close();
    }

    static Stream<Arguments> geometries() {
        return Stream.of(
                arguments(
                        "POINT",
                        ints(1) + numbers(4.35, 50.8),
                        "{\"type\":\"Point\",\"coordinates\":[4.35,50.8]}",
                        "POINT(4.35 50.8)"),
                arguments(
                        "LINESTRING",
                        ints(2, 2) + numbers(0, 0, 1, 2),
                        "{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[1.0,2.0]]}",
                        "LINESTRING(0.0 0.0,1.0 2.0)"),
                arguments(
                        "POLYGON",
                        ints(3, 1, 4) + numbers(0, 0, 4, 0, 4, 4, 0, 0),
                        "{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]]}",
                        "POLYGON((0.0 0.0,4.0 0.0,4.0 4.0,0.0 0.0))"),
                arguments(
                        "MULTIPOINT",
                        ints(4, 2) + "00" + ints(1) + numbers(1, 2) + "00" + ints(1) + numbers(3, 4),
                        "{\"type\":\"MultiPoint\",\"coordinates\":[[1.0,2.0],[3.0,4.0]]}",
                        "MULTIPOINT(1.0 2.0,3.0 4.0)"),
                arguments(
                        "GEOMETRYCOLLECTION",
                        ints(7, 2) + "00" + ints(1) + numbers(1, 2) + "00" + ints(2, 2) + numbers(0, 0, 1, 2),
                        "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1.0,2.0]},{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[1.0,2.0]]}]}",
                        "GEOMETRYCOLLECTION(POINT(1.0 2.0),LINESTRING(0.0 0.0,1.0 2.0))"),
                arguments(
                        "GEOMETRYCOLLECTION, empty",
                        ints(7, 0),
                        "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
                        "GEOMETRYCOLLECTION EMPTY"),
                arguments(
                        "MULTIPOLYGON with an empty one",
                        ints(6, 1) + "00" + ints(3, 0),
                        "{\"type\":\"MultiPolygon\",\"coordinates\":[[]]}",
                        "MULTIPOLYGON(EMPTY)"),
                arguments(
                        "POINT with height, extended",
                        ints(0xA000_0001, 4326) + numbers(1, 2, 3),
                        "{\"type\":\"Point\",\"coordinates\":[1.0,2.0,3.0]}",
                        "POINT(1.0 2.0 3.0)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("geometries")
    void shouldWriteShapes(String name, String wkb, String geoJson, String wkt) {
        // Given
        Schema schema = geometry("data.geometry.Geometry").build();
        byte[] bytes = HexFormat.of().parseHex("00" + wkb);
        SourceRecord row =
                OneColumn.row(schema, new Struct(schema).put("wkb", bytes).put("srid", 0));

        // When, Then
        types.configure(Map.of());
        assertThat(types.apply(row).value())
                .extracting(value -> ((Struct) value).get("c"))
                .isEqualTo(geoJson);
        assertThat(OneColumn.schema(types, row).name())
                .as("ExpandJson makes it an object")
                .isEqualTo("io.debezium.data.Json");
        types.configure(Map.of("geometry.format", "wkt"));
        assertThat(OneColumn.json(types, row)).isEqualTo(quoted(wkt));
    }

    @Test
    void shouldWritePointsInEveryFormatAndAxisOrder() {
        // Given
        Schema schema = geometry("data.geometry.Point")
                .field("x", Schema.FLOAT64_SCHEMA)
                .field("y", Schema.FLOAT64_SCHEMA)
                .build();
        SourceRecord row =
                OneColumn.row(schema, new Struct(schema).put("x", 4.35).put("y", 50.85));

        // When, Then
        types.configure(Map.of());
        assertThat(OneColumn.json(types, row)).isEqualTo("{\"type\":\"Point\",\"coordinates\":[4.35,50.85]}");
        types.configure(Map.of("geometry.format", "lat_lon"));
        assertThat(OneColumn.json(types, row)).isEqualTo("{\"lat\":50.85,\"lon\":4.35}");
        types.configure(Map.of("geometry.format", "wkt", "geometry.axis.order", "yx"));
        assertThat(OneColumn.json(types, row)).isEqualTo("\"POINT(50.85 4.35)\"");
    }
}
