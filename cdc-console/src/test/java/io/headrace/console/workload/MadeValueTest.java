package io.headrace.console.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MadeValueTest {

    @ParameterizedTest(name = "{0} holds {1} to {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "tinyint(1) | 0 | 1",
                "tinyint | 0 | 127",
                "smallint unsigned | 0 | 65535",
                "mediumint | 0 | 8388607",
                "int | 0 | 2147483647",
                "bigint unsigned | 0 | 9223372036854775807",
                "decimal(4,2) | 0 | 99.99",
                "decimal(20,0) unsigned | 0 | 99999999999999999999",
                "bit(3) | 0 | 7",
                "year | 1901 | 2155",
            })
    void shouldKeepNumbersWithinTheirType(String type, BigDecimal least, BigDecimal most) {
        assertThat(values(type, false))
                .allSatisfy(
                        value -> assertThat(new BigDecimal(value.toString())).isBetween(least, most));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 255})
    void shouldKeepTextsWithinTheirLength(int length) {
        assertThat(values("varchar(" + length + ")", false))
                .allSatisfy(value -> assertThat(value.toString()).hasSizeLessThanOrEqualTo(length));
    }

    @Test
    void shouldMakeDifferentValuesWhereTheyMustBe() {
        assertThat(values("varchar(40)", true)).doesNotHaveDuplicates();
        assertThat(values("varbinary(16)", true).stream()
                        .map(bytes -> new String((byte[]) bytes, StandardCharsets.ISO_8859_1)))
                .doesNotHaveDuplicates();
        assertThat(MadeValue.of(new WrittenColumn("n", "int", "int", true, 7, 0), new SplittableRandom(1))
                        .map(made -> List.of(made.value().apply(0), made.value().apply(1))))
                .contains(List.of(7L, 8L));
    }

    @Test
    void shouldChooseAmongTheOptionsOfAnEnum() {
        assertThat(values("enum('NEW','it''s','a,b')", false)).isSubsetOf("NEW", "it's", "a,b");
    }

    @Test
    void shouldMakeShapesInTheirReferenceSystem() {
        WrittenColumn column = new WrittenColumn("place", "point", "point", false, 0, 4326);

        assertThat(MadeValue.of(column, new SplittableRandom(1))).get().satisfies(made -> {
            assertThat(made.placeholder()).isEqualTo("ST_GeomFromText(?, 4326)");
            assertThat(made.value().apply(0).toString()).matches("POINT\\(-?\\d+ -?\\d+\\)");
        });
    }

    @Test
    void shouldKnowNoValueForATypeThatIsNotKnown() {
        assertThat(MadeValue.of(column("vector(3)", false), new SplittableRandom(1)))
                .isEmpty();
    }

    private static List<Object> values(String type, boolean isUnique) {
        MadeValue made =
                MadeValue.of(column(type, isUnique), new SplittableRandom(1)).orElseThrow();
        return LongStream.range(0, 200)
                .mapToObj(made.value())
                .filter(Objects::nonNull)
                .toList();
    }

    private static WrittenColumn column(String type, boolean isUnique) {
        return new WrittenColumn("c", type.replaceFirst("[( ].*", ""), type, isUnique, 0, 0);
    }
}
