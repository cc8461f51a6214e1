package io.headrace.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of MySQL's own types in JSON columns, as a snapshot spells them and as the reader of the binlog does: one value. */
class MysqlJsonTest {

    private static final Schema JSON =
            SchemaBuilder.string().name("io.debezium.data.Json").version(1).build();

    private final ExpandJson<SourceRecord> json = new ExpandJson<>();

    @BeforeEach
    void configure() {
        json.configure(Map.of());
    }

    @AfterEach
    void close() {
        json.close();
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                arguments("DATETIME(3)", "\"2024-01-02 10:11:12.678000\"", "\"2024-01-02 10:11:12.678\"", null),
                arguments("DATETIME", "\"2024-01-02 10:11:12.000000\"", "\"2024-01-02 10:11:12\"", null),
                arguments("DATETIME(6)", "\"0001-01-01 01:00:00.000001\"", "\"0001-01-01 01:00:00.000001\"", null),
                arguments("DATE", "\"2024-01-02\"", "\"2024-01-02\"", null),
                arguments("TIME", "\"10:11:12.000000\"", "\"10:11:12\"", null),
                arguments("TIME(3)", "\"10:11:12.500000\"", "\"10:11:12.5\"", null),
                arguments("TIME of hundreds of hours", "\"630:59:59.000000\"", "\"630:59:59\"", null),
                arguments("TIME, negative", "\"-10:11:12.000000\"", "\"11:0-12:0-12\"", "\"-10:11:12\""),
                arguments("TIME, negative, no seconds", "\"-10:11:00.000000\"", "\"11:0-11:00\"", "\"-10:11:00\""),
                arguments("TIME, negative, no minutes", "\"-10:00:12.000000\"", "\"11:0-1:0-12\"", "\"-10:00:12\""),
                arguments("TIME, least", "\"-630:59:59.000000\"", "\"631:0-60:0-59\"", "\"-630:59:59\""),
                arguments(
                        "TIME(6), negative, six digits",
                        "\"-01:02:03.500001\"",
                        "\"02:0-3:0-4.00000-500001\"",
                        "\"-01:02:03.500001\""),
                arguments("BINARY", "\"base64:type15:AQID\"", "\"AQID\"", null),
                arguments("BINARY, empty", "\"base64:type15:\"", "\"\"", null),
                arguments("BLOB", "\"base64:type252:/w==\"", "\"/w==\"", null),
                arguments(
                        "DOUBLE, large",
                        "1e23",
                        "99999999999999991611392",
                        Double.toString(Double.parseDouble("1e23"))),
                arguments("DOUBLE, small", "0.0000001", digits(1e-7), "1.0E-7"),
                arguments("DOUBLE, nearest to zero", "5e-324", digits(Double.MIN_VALUE), "4.9E-324"),
                arguments(
                        "DOUBLE, largest",
                        "1.7976931348623157e308",
                        digits(Double.MAX_VALUE),
                        "1.7976931348623157E308"),
                arguments("DOUBLE, whole", "1.0", "1.0", "1.0"),
                arguments("DOUBLE, whole from 10 million on", "10000000.0", "10000000", "10000000"),
                arguments("DOUBLE, whole, with exponent", "1e15", "1000000000000000", "1000000000000000"),
                arguments("DOUBLE, negative and whole", "-1e17", "-100000000000000000", "-100000000000000000"),
                arguments("DOUBLE, between 2^63 and 2^64", "1e19", "10000000000000000000", "\"10000000000000000000\""),
                arguments("DOUBLE, from 2^64 on", "1e20", "100000000000000000000", "1.0E20"),
                arguments("DOUBLE, below -2^63", "-1e20", "-100000000000000000000", "-1.0E20"),
                arguments(
                        "DOUBLE that Java 17 spells longer",
                        "2e23",
                        digits(Double.parseDouble("2e23")),
                        Double.toString(Double.parseDouble("2e23"))),
                arguments("DOUBLE of 17 digits", "1.2345678901234566e29", "123456789012345660285533552640", null),
                arguments(
                        "BIGINT UNSIGNED", "18446744073709551615", "18446744073709551615", "\"18446744073709551615\""),
                arguments(
                        "BIGINT UNSIGNED, 2^63",
                        "9223372036854775808",
                        "9223372036854775808",
                        "\"9223372036854775808\""),
                arguments("DECIMAL", "1.10", "1.10", "1.1"),
                arguments(
                        "DECIMAL, wide",
                        "1234567890123456789.10",
                        "1234567890123456789.10",
                        "\"1234567890123456789.10\""),
                arguments(
                        "DECIMAL between doubles",
                        "0.10000000000000001",
                        "0.10000000000000001",
                        "\"0.10000000000000001\""),
                arguments("BOOLEAN, null", "[true, null]", "[true,null]", "[true,null]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spellings")
    void shouldBeOneValueByBothWays(String name, String snapshot, String stream, String expected) {
        // When
        String fromSnapshot = OneColumn.json(json, OneColumn.row(JSON, snapshot));
        String fromStream = OneColumn.json(json, OneColumn.row(JSON, stream));

        // Then
        assertThat(fromSnapshot).as("one value").isEqualTo(fromStream);
        if (expected != null) {
            assertThat(fromStream).isEqualTo(expected);
        } else if (stream.startsWith("\"")) {
            assertThat(fromStream).isEqualTo(stream);
        }
    }

    static Stream<Arguments> text() {
        return Stream.of(
                        "2024-01-02T10:11:12.678000Z",
                        "10:11",
                        "2024-10-20",
                        "0-1",
                        "base64:typed",
                        "base64:type15",
                        "b",
                        "10:00:00")
                .map(value -> arguments('"' + value + '"'));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("text")
    void shouldKeepTextThatIsOfNoneOfTheseForms(String text) {
        // When, Then
        assertThat(OneColumn.json(json, OneColumn.row(JSON, text))).isEqualTo(text);
    }

    @Test
    void shouldKeepAllTextOfFieldsThatAreNoJsonColumns() {
        // Given
        String text = "\"2024-01-02 10:11:12.678000\"";
        json.configure(Map.of("fields", "c"));

        // When, Then
        assertThat(OneColumn.json(json, OneColumn.row(Schema.STRING_SCHEMA, text)))
                .isEqualTo(text);
    }

    @Test
    void shouldRefuseANegativeTimeWhoseFractionIsLost() {
        // When, Then
        assertThatThrownBy(() -> json.apply(OneColumn.row(JSON, "{\"t\":\"02:0-3:0-4.00000-5\"}")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found a negative TIME with a fraction, which Debezium garbles")
                .hasMessageContaining("on.invalid=keep or null")
                .hasMessageNotContaining("0-3");
    }

    /** All digits of a double, as the reader of the binlog spells one that Java writes with an exponent. */
    private static String digits(double number) {
        return new BigDecimal(number).toPlainString();
    }
}
