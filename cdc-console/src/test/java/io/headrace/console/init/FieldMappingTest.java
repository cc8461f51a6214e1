package io.headrace.console.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMappingTest {

    @ParameterizedTest
    @CsvSource({
        "tinyint, byte",
        "tinyint unsigned, short",
        "smallint, short",
        "smallint unsigned, integer",
        "mediumint, integer",
        "mediumint unsigned, integer",
        "int, integer",
        "int unsigned, long",
        "bigint, long",
        "bigint unsigned, unsigned_long",
        "year, short",
        "float, float",
        "'float(7,2)', double",
        "double, double",
        "'enum(''a'')', keyword",
        "'set(''a'')', keyword",
        "json, flattened",
        "blob, binary",
        "vector(3), object"
    })
    void shouldTakeEveryValueOfTheColumn(String columnType, String mapping) {
        ColumnFacts column = Facts.column("c", columnType);
        assertThat(type(column)).isEqualTo(mapping);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 2, scaled_float, 100.0",
        "15, 15, scaled_float, 1.0E15",
        "18, 0, long, 0",
        "16, 2, keyword, 0",
        "19, 0, keyword, 0"
    })
    void shouldKeepDecimalsExact(int precision, int scale, String mapping, double factor) {
        // When
        FieldMapping field = of(Facts.decimal(precision, scale));
        // Then
        assertThat(field.mapping().path("type").asText()).isEqualTo(mapping);
        assertThat(field.mapping().path("scaling_factor").asDouble()).isEqualTo(factor);
        assertThat(field.mapping().at("/fields/number/type").asText())
                .isEqualTo(mapping.equals("keyword") ? "double" : "");
        assertThat(field.why()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "datetime, 0, date",
        "datetime, 6, date",
        "timestamp, 3, date",
        "timestamp, 6, date_nanos",
        "date, 0, date",
        "time, 3, keyword"
    })
    void shouldTakeNanosecondsOnlyWhereAllYearsFit(String dataType, int fraction, String mapping) {
        assertThat(type(Facts.time(dataType, fraction))).isEqualTo(mapping);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"point, none, geo_point", "point, 4326, geo_point", "point, 0, object", "polygon, 4326, geo_shape"
            })
    void shouldPutOnTheGlobeWhatIsOnIt(String dataType, Long srid, String mapping) {
        assertThat(type(Facts.shape(dataType, srid))).isEqualTo(mapping);
    }

    @ParameterizedTest
    @CsvSource({
        "varchar(20), utf8mb4_0900_ai_ci, 20, false, keyword, ''",
        "varchar(200), utf8mb4_0900_ai_ci, 200, false, text, keyword",
        "varchar(200), utf8mb4_bin, 200, false, keyword, ''",
        "text, utf8mb4_0900_ai_ci, 65535, false, text, ''",
        "text, utf8mb4_0900_ai_ci, 65535, true, text, keyword"
    })
    void shouldTellCodesFromProse(
            String columnType, String collation, long length, boolean isIndexed, String mapping, String other) {
        // Given
        ColumnFacts column = Facts.text("c", columnType, collation, length);
        List<TableFacts.Index> indexes =
                isIndexed ? List.of(new TableFacts.Index("i", false, false, List.of("c"))) : List.of();
        // When
        FieldMapping field =
                FieldMapping.of(Facts.table("shop.t", indexes, column), column, ColumnUse.of(List.of(), List.of()));
        // Then
        assertThat(field.mapping().path("type").asText()).isEqualTo(mapping);
        assertThat(field.mapping().at("/fields/keyword/type").asText()).isEqualTo(other);
    }

    @Test
    void shouldTreatAColumnByNameOnlyWhereAllOfThatNameAreAlike() {
        // Given
        TableFacts a = Facts.table("shop.a", Facts.column("active", "tinyint(1)"), Facts.column("done", "tinyint(1)"));
        TableFacts b = Facts.table("shop.b", Facts.column("id", "int"), Facts.column("done", "int"));
        // When
        ColumnUse use = ColumnUse.of(List.of(a, b), List.of());
        // Then
        assertThat(use.booleans()).containsExactly("active");
        assertThat(FieldMapping.of(a, a.columns().get(0), use)
                        .mapping()
                        .path("type")
                        .asText())
                .isEqualTo("boolean");
        assertThat(FieldMapping.of(a, a.columns().get(1), use)
                        .mapping()
                        .path("type")
                        .asText())
                .isEqualTo("byte");
    }

    private static String type(ColumnFacts column) {
        return of(column).mapping().path("type").asText();
    }

    private static FieldMapping of(ColumnFacts column) {
        return FieldMapping.of(Facts.table("shop.t", List.of(), column), column, ColumnUse.of(List.of(), List.of()));
    }
}
