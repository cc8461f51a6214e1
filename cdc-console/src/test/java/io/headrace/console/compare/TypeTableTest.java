package io.headrace.console.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTableTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Type, what MySQL prints (NULL for SQL NULL), what the document holds as JSON. */
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            tinyint(1)          | 1                          | true
            tinyint(1)          | 0                          | false
            tinyint(1)          | -1                         | true
            tinyint(1)          | 7                          | 7
            tinyint             | -128                       | -128
            smallint unsigned   | 65535                      | 65535
            int unsigned        | 4294967295                 | 4294967295
            bigint              | -9223372036854775808       | -9223372036854775808
            bigint unsigned     | 18446744073709551615       | 18446744073709551615
            bigint unsigned     | 18446744073709551615       | "18446744073709551615"
            decimal(12,2)       | 1000.05                    | 1000.05
            decimal(12,2)       | 1000.50                    | 1000.5
            decimal(12,2)       | 10000000.00                | 1.0E7
            decimal(12,2)       | -0.00                      | 0
            decimal(65,30)      | 12345678901234567890.123456789012345678901234567890 | "12345678901234567890.12345678901234567890123456789"
            decimal(65,30)      | 12345678901234567890.123456789012345678901234567890 | 12345678901234567890.12345678901234567890123456789
            float               | 1.100000023841858          | 1.1
            float               | 1234567.125                | 1234567.1
            float               | 1234567.125                | 1234570
            double              | 0.1                        | 0.1
            double              | 1.7976931348623157e308     | 1.7976931348623157E308
            bit(1)              | 1                          | true
            bit(1)              | 0                          | 0
            bit(12)             | 2049                       | 2049
            bit(12)             | 2049                       | "100000000001"
            year                | 2024                       | 2024
            year                | 0                          | 0
            float(7,4)          | 1.1000                     | 1.1
            date                | 2024-05-00                 | null
            date                | 2024-00-15                 | "1970-01-01"
            date                | 0000-12-31                 | null
            date                | 2023-02-31                 | null
            datetime            | 2024-00-15 10:00:00        | null
            datetime            | 0000-12-31 23:59:59        | "1970-01-01T00:00:00.000Z"
            json                | {"t": "12:30:15.250000"}   | {"t":"12:30:15.25"}
            json                | {"t": "2026-07-01 12:30:15.000000"} | {"t":"2026-07-01 12:30:15"}
            json                | "base64:type15:AQID"       | "AQID"
            json                | {"n": 1234567890123456789.10} | {"n":"1234567890123456789.10"}
            date                | 2024-06-10                 | "2024-06-10"
            date                | 0001-01-01                 | "0001-01-01"
            date                | 0000-00-00                 | null
            date                | 2024-06-10                 | 19884
            time                | 01:02:03                   | "01:02:03"
            time(3)             | 01:02:03.500               | "01:02:03.5"
            time                | -838:59:59                 | "-838:59:59"
            time                | 00:00:01                   | 1000000
            datetime(6)         | 2024-06-10 01:02:03.123456 | "2024-06-10T01:02:03.123456Z"
            datetime(6)         | 2024-06-10 01:02:03.123456 | "2024-06-10T01:02:03.123456"
            datetime(6)         | 2024-06-10 01:02:03.123456 | "2024-06-10T03:02:03.123456+02:00"
            datetime            | 2024-06-10 01:02:03        | "2024-06-10T01:02:03Z"
            datetime(3)         | 2024-06-10 01:02:03.100    | "2024-06-10T01:02:03.1Z"
            datetime(3)         | 2024-06-10 01:02:03.100    | 1717981323100
            datetime            | 9999-12-31 23:59:59        | "9999-12-31T23:59:59Z"
            datetime            | 0000-00-00 00:00:00        | null
            datetime            | 0000-00-00 00:00:00        | "1970-01-01T00:00:00Z"
            timestamp(6)        | 2024-06-10 01:02:03.100000 | "2024-06-10T01:02:03.100000Z"
            varchar(32)         | Zürich                     | "Zürich"
            varchar(32)         | ``                         | ""
            text                | NULL                       | null
            text                | NULL                       | MISSING
            char(3)             | EUR                        | "EUR"
            enum('NEW','PAID')  | NEW                        | "NEW"
            set('a','b','c')    | a,c                        | ["a","c"]
            set('a','b','c')    | a,c                        | "a,c"
            set('a','b','c')    | ``                         | []
            binary(4)           | DEADBEEF                   | "3q2+7w=="
            binary(4)           | DEADBEEF                   | "deadbeef"
            binary(16)          | 00112233445566778899AABBCCDDEEFF | "00112233-4455-6677-8899-aabbccddeeff"
            blob                | ``                         | ""
            json                | {"zip": "8001", "n": 1.0}  | {"n":1,"zip":"8001"}
            json                | {"zip": "8001"}            | "{\\"zip\\":\\"8001\\"}"
            json                | [1, "a", null, {"b": []}]  | [1,"a",null,{"b":[]}]
            json                | null                       | null
            json                | "text"                     | "text"
            """)
    void shouldTakeEqualValuesForEqual(String columnType, String text, String document) throws Exception {
        assertThat(column(columnType).same(text, json(document))).isTrue();
    }

    @ParameterizedTest(name = "{0}: {1} is not {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "NULL", textBlock = """
            tinyint(1)          | 1                          | false
            tinyint(1)          | 0                          | true
            tinyint(1)          | 2                          | 1
            int                 | 5                          | 6
            int                 | 5                          | null
            int                 | NULL                       | 0
            int                 | 5                          | MISSING
            timestamp           | 0000-00-00 00:00:00        | MISSING
            date                | 0000-00-00                 | MISSING
            int                 | 5                          | "five"
            bigint              | 9007199254740993           | 9007199254740992
            bigint unsigned     | 18446744073709551615       | -1
            decimal(12,2)       | 1000.05                    | 1000.06
            decimal(12,2)       | 1000.05                    | 100005
            decimal(12,2)       | 1000.05                    | "AYal"
            decimal(65,30)      | 12345678901234567890.123456789012345678901234567890 | 12345678901234567890.12345678901234567890123456788
            float               | 1.100000023841858          | 1.1001
            float(7,4)          | 1.1000                     | 1.100000023841858
            year                | 0                          | 2000
            year                | 2006-01-01                 | 2006
            bit(12)             | no bits                    | 1
            decimal(12,2)       | no number                  | 1
            date                | 2024-05-00                 | "2024-05-01"
            json                | {"t": "12:30:15.250000"}   | {"t":"12:30:15.2"}
            varchar(32)         | caf                  | "caf�"
            double              | 0.1                        | 0.10000000000000002
            bit(1)              | 1                          | false
            bit(12)             | 2049                       | "100000000011"
            date                | 2024-06-10                 | "2024-06-11"
            date                | 2024-06-10                 | "2024-06-10Z"
            time                | 01:02:03                   | "01:02:04"
            time                | -01:02:03                  | "01:02:03"
            datetime(6)         | 2024-06-10 01:02:03.123456 | "2024-06-10T01:02:03.123Z"
            datetime(6)         | 2024-06-10 01:02:03.123456 | "2024-06-10T01:02:03.123456+02:00"
            datetime(6)         | 2024-06-10 01:02:03.123456 | "2024-06-09T23:02:03.123456Z"
            datetime            | 2024-06-10 01:02:03        | "yesterday"
            timestamp(6)        | 2024-06-10 01:02:03.100000 | "2024-06-10T03:02:03.100000Z"
            varchar(32)         | Zürich                     | "Zurich"
            varchar(32)         | Zürich                     | "ZÜRICH"
            varchar(32)         | ``                         | null
            varchar(32)         | 5                          | 5
            enum('NEW','PAID')  | NEW                        | "PAID"
            set('a','b','c')    | a,c                        | ["a"]
            set('a','b','c')    | a,c                        | ["a","b","c"]
            binary(4)           | DEADBEEF                   | "3q2+8A=="
            json                | {"zip": "8001"}            | {"zip":"8002"}
            json                | {"zip": "8001"}            | {}
            json                | {"zip": null}              | {}
            json                | [1, 2]                     | [2,1]
            json                | 1                          | "1x"
            """)
    void shouldTellDifferentValuesApart(String columnType, String text, String document) throws Exception {
        assertThat(column(columnType).same(text, json(document))).isFalse();
    }

    @Test
    void shouldReadDateTimesInTheZoneThatTheyAreSaidToBeIn() throws Exception {
        TypeTable berlin = new TypeTable(ZoneId.of("Europe/Berlin"), Map.of());

        Column column = berlin.column("at", "datetime", "datetime(6)").orElseThrow();

        assertThat(column.same("2024-06-10 03:02:03.000000", json("\"2024-06-10T01:02:03Z\"")))
                .as("summer time is two hours ahead of UTC")
                .isTrue();
        assertThat(column.same("2024-01-10 03:02:03.000000", json("\"2024-01-10T01:02:03Z\"")))
                .as("winter time is one hour ahead of UTC")
                .isFalse();
    }

    @Test
    void shouldCompareATokenisedColumnThroughItsToken() throws Exception {
        byte[] key = "key".getBytes(StandardCharsets.UTF_8);
        TokenRule token = new TokenRule(key, "", TokenRule.Encoding.HEX, TokenRule.Normalize.TRIM_LOWER);
        TypeTable types = new TypeTable(ZoneOffset.UTC, Map.of("email", token));

        Column column = types.column("email", "varchar", "varchar(255)").orElseThrow();

        // RFC 2104's often quoted example: HMAC-SHA-256 of this sentence under "key"
        String digest = "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8";
        assertThat(column.same(" The quick brown fox jumps over the lazy dog", json('"' + digest + '"')))
                .as("the example is of the text in capitals and small letters, the column's is lower case")
                .isFalse();
        TokenRule plain = new TokenRule(key, "k1:", TokenRule.Encoding.HEX, TokenRule.Normalize.NONE);
        assertThat(plain.same("The quick brown fox jumps over the lazy dog", json("\"k1:" + digest + '"')))
                .isTrue();
        assertThat(plain.same("The quick brown fox jumps over the lazy cat", json("\"k1:" + digest + '"')))
                .as("a swapped token")
                .isFalse();
    }

    @Test
    void shouldSayThatGeometryIsNotComparedWhereItsAxesAreSwapped() {
        assertThat(new TypeTable(ZoneOffset.UTC, Map.of(), false).column("at", "point", "point"))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'type':'Point','coordinates':[8.54,47.37]} | {'type':'Point','coordinates':[8.54,47.37]}",
                "{'type':'Point','coordinates':[8.54,47.37]} | {'lat':47.37,'lon':8.54}",
                "{'type':'Point','coordinates':[-0.0,10.0]} | POINT (0 10)",
                "{'type':'LineString','coordinates':[[8,47],[9,48]]} | LINESTRING (8 47, 9 48)",
                "{'type':'MultiPoint','coordinates':[[8,47],[9,48]]} | MULTIPOINT ((8 47), (9 48))",
                "{'type':'Polygon','coordinates':[[[0,0],[1,0],[0,0]]]} | text {'type':'Polygon','coordinates':[[[0,0],[1,0],[0,0]]]}",
                "{'type':'GeometryCollection','geometries':[{'type':'Point','coordinates':[8,47]},"
                        + "{'type':'MultiPoint','coordinates':[[8,47]]}]} | GEOMETRYCOLLECTION (POINT (8 47), MULTIPOINT (8 47))",
                "{'type':'GeometryCollection','geometries':[]} | GEOMETRYCOLLECTION EMPTY",
                "{'type':'Point','coordinates':[1,2]} | {'x':1.0,'y':2.0,'wkb':'AAEC','srid':null}"
            })
    void shouldTellShapesAlikeHoweverTheyAreSpelled(String geoJson, String document) throws Exception {
        assertThat(column("geometry").same("AA\nEC" + geoJson.replace('\'', '"'), shape(document)))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{'type':'Point','coordinates':[47.37,8.54]}",
                "{'lat':8.54,'lon':47.37}",
                "{'type':'LineString','coordinates':[[8.54,47.37]]}",
                "{'type':'Point'}",
                "{'wkb':'AAED'}",
                "POINT (8.54 47.37",
                "POINT (8.54 47.371)",
                ""
            })
    void shouldTellAnotherShape(String document) throws Exception {
        assertThat(column("point").same("AAEC{\"type\":\"Point\",\"coordinates\":[8.54,47.37]}", shape(document)))
                .isFalse();
    }

    private static JsonNode shape(String document) throws Exception {
        return document.startsWith("{")
                ? json(document.replace('\'', '"'))
                : TextNode.valueOf(document.replace("text ", "").replace('\'', '"'));
    }

    private static Column column(String columnType) {
        String dataType = columnType.replaceAll("[ (].*", "");
        return new TypeTable(ZoneOffset.UTC, Map.of())
                .column("c", dataType, columnType)
                .orElseThrow();
    }

    private static JsonNode json(String document) throws Exception {
        return document.equals("MISSING") ? JSON.missingNode() : JSON.readTree(document);
    }

    @Test
    void shouldNameKindsOfDifferenceThatHaveACure() throws Exception {
        assertThat(column("varchar(32)").kind("caf\u0081", json("\"caf\uFFFD\"")))
                .contains("U+FFFD");
        assertThat(column("varchar(32)").kind("UNKNOWN", null)).contains("added");
        assertThat(column("year").kind("0", json("2000"))).contains("YEAR 0000");
        assertThat(column("int").kind("1", json("2"))).isEmpty();
        assertThat(Column.leftOut("notes").same(null, json("\"x\"")))
                .as("left out, and yet in the document")
                .isFalse();
        assertThat(Column.leftOut("notes").same(null, null)).isTrue();
    }
}
