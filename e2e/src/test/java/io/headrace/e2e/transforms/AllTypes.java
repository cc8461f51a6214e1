package io.headrace.e2e.transforms;

import java.util.List;

/**
 * A table with a column of every MySQL 8 type, rows with the highest, the lowest and the oddest values and with none, and the
 * document that each must become. The rows of the second call have other ids and the same values.
 */
@SuppressWarnings("ImmutableEnumChecker") // made by List.of
enum AllTypes {
    TINYINT("TINYINT", "127", "-128", "127", "-128", "short"),
    TINYINT_U("TINYINT UNSIGNED", "255", "0", "255", "0", "short"),
    BOOL("TINYINT(1)", "1", "-1", "true", "true", "boolean"),
    SMALLINT("SMALLINT", "32767", "-32768", "32767", "-32768", "short"),
    SMALLINT_U("SMALLINT UNSIGNED", "65535", "0", "65535", "0", "integer"),
    MEDIUMINT("MEDIUMINT", "8388607", "-8388608", "8388607", "-8388608", "integer"),
    MEDIUMINT_U("MEDIUMINT UNSIGNED", "16777215", "0", "16777215", "0", "integer"),
    INT("INT", "2147483647", "-2147483648", "2147483647", "-2147483648", "integer"),
    INT_U("INT UNSIGNED", "4294967295", "0", "4294967295", "0", "long"),
    BIGINT(
            "BIGINT",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775807",
            "-9223372036854775808",
            "long"),
    BIGINT_U(
            "BIGINT UNSIGNED",
            "18446744073709551615",
            "9223372036854775808",
            text("18446744073709551615"),
            text("9223372036854775808"),
            "unsigned_long"),
    BIT1("BIT(1)", "b'1'", "b'0'", "true", "false", "boolean"),
    BIT12("BIT(12)", "b'100000000001'", "b'0'", "2049", "0", "long"),
    BIT64("BIT(64)", "18446744073709551615", "1", text("18446744073709551615"), text("1"), "unsigned_long"),
    FLOAT("FLOAT", "1.1", "-1.5", "1.1", "-1.5", "float"),
    FLOAT_SHOWN("FLOAT", "16777217", "-47.376887", "1.67772E7", "-47.3769", "float"),
    FLOAT_ENDS("FLOAT", "3.4028234E38", "1E-38", "3.40282E38", "1.0E-38", "float"),
    FLOAT_MD("FLOAT(7,4)", "1.1", "-999.9999", "1.1", "-999.9999", "float"),
    FLOAT_MD_WIDE("FLOAT(20,10)", "1.1", "0.1", "1.1000000238", "0.1000000015", "double"),
    DOUBLE_MD("DOUBLE(10,2)", "99999999.99", "-0.1", "9.999999999E7", "-0.1", "double"),
    INT_DEFAULTED("INT DEFAULT 7", "1", "7", "1", "7", "integer"),
    VARCHAR_DEFAULTED("VARCHAR(5) DEFAULT 'en'", "'de'", "''", text("de"), text(""), "keyword"),
    DOUBLE("DOUBLE", "1.7976931348623157E308", "-0.1", "1.7976931348623157E308", "-0.1", "double"),
    DECIMAL("DECIMAL(12,2)", "9999999999.99", "-0.01", "9999999999.99", "-0.01", "double"),
    DECIMAL_WIDE(
            "DECIMAL(65,30)",
            "12345678901234567890123456789012345.123456789012345678901234567890",
            "-0.000000000000000000000000000001",
            text("12345678901234567890123456789012345.123456789012345678901234567890"),
            text("-0.000000000000000000000000000001"),
            "keyword"),
    REAL("REAL", "1.5", "-0.25", "1.5", "-0.25", "double"),
    FLOAT53("FLOAT(53)", "0.1", "-1E-300", "0.1", "-1.0E-300", "double"),
    DECIMAL_U("DECIMAL(10,2) UNSIGNED", "99999999.99", "0", "9.999999999E7", "0.0", "double"),
    NAME_WITH_UMLAUT("INT", "1", "-1", "1", "-1", "integer"),
    DATE("DATE", "'9999-12-31'", "'0001-01-01'", text("9999-12-31"), text("0001-01-01"), "date"),
    DATE_ZERO("DATE", "'2024-06-10'", "'0000-00-00'", text("2024-06-10"), "null", "date"),
    DATE_ZERO_NN("DATE NOT NULL", "'2024-06-10'", "'0000-00-00'", text("2024-06-10"), text("1970-01-01"), "date"),
    DATE_PARTLY_ZERO("DATE", "'2024-05-00'", "'2024-00-15'", "null", "null", "date"),
    DATE_YEAR_0("DATE", "'0000-12-31'", "'0000-01-01'", "null", "null", "date"),
    DATE_YEAR_0_NN("DATE NOT NULL", "'0000-12-31'", "'2024-05-00'", text("1970-01-01"), text("1970-01-01"), "date"),
    DATETIME_ZERO("DATETIME(3)", "'2024-05-00 10:11:12.5'", "'0000-00-00'", "null", "null", "date"),
    DATETIME_ZERO_NN(
            "DATETIME NOT NULL",
            "'2024-00-15 10:11:12'",
            "'0000-00-00'",
            text("1970-01-01T00:00:00.000Z"),
            text("1970-01-01T00:00:00.000Z"),
            "date"),
    DATETIME_GAP(
            "DATETIME",
            "'2026-03-29 02:30:00'",
            "'2026-10-25 02:30:00'",
            text("2026-03-29T02:30:00.000Z"),
            text("2026-10-25T02:30:00.000Z"),
            "date"),
    TIMESTAMP_ZERO(
            "TIMESTAMP NULL",
            "'0000-00-00'",
            "'2024-06-10 00:00:00'",
            "null",
            text("2024-06-10T00:00:00.000000Z"),
            "date"),
    TIME("TIME", "'838:59:59'", "'-838:59:59'", text("838:59:59"), text("-838:59:59"), "keyword"),
    TIME6("TIME(6)", "'01:02:03.5'", "'-00:00:00.000001'", text("01:02:03.5"), text("-00:00:00.000001"), "keyword"),
    TIME3("TIME(3)", "'23:59:59.999'", "'-100:00:00.120'", text("23:59:59.999"), text("-100:00:00.12"), "keyword"),
    DATETIME(
            "DATETIME",
            "'9999-12-31 23:59:59'",
            "'0001-01-01 00:00:00'",
            text("9999-12-31T23:59:59.000Z"),
            text("0001-01-01T00:00:00.000Z"),
            "date"),
    DATETIME3(
            "DATETIME(3)",
            "'2024-06-10 01:02:03.123'",
            "'1969-12-31 23:59:59.999'",
            text("2024-06-10T01:02:03.123Z"),
            text("1969-12-31T23:59:59.999Z"),
            "date"),
    DATETIME6(
            "DATETIME(6)",
            "'9999-12-31 23:59:59.499999'",
            "'0001-01-01 00:00:00.000001'",
            text("9999-12-31T23:59:59.499999Z"),
            text("0001-01-01T00:00:00.000001Z"),
            "date"),
    TIMESTAMP(
            "TIMESTAMP NULL",
            "'2038-01-19 03:14:07'",
            "'1970-01-01 00:00:01'",
            text("2038-01-19T03:14:07.000000Z"),
            text("1970-01-01T00:00:01.000000Z"),
            "date"),
    TIMESTAMP6(
            "TIMESTAMP(6) NULL",
            "'2024-06-10 01:02:03.1'",
            "'1970-01-01 00:00:01.000001'",
            text("2024-06-10T01:02:03.100000Z"),
            text("1970-01-01T00:00:01.000001Z"),
            "date"),
    YEAR("YEAR", "2155", "1901", "2155", "1901", "short"),
    CHAR("CHAR(5)", "'a'", "''", text("a"), text(""), "keyword"),
    VARCHAR("VARCHAR(50)", "'😀 Zürich'", "'\"quoted\"'", text("😀 Zürich"), text("\\\"quoted\\\""), "keyword"),
    TEXT("TEXT", "REPEAT('x', 10)", "''", text("xxxxxxxxxx"), text(""), "text"),
    NCHAR("NCHAR(5)", "'ü'", "''", text("ü"), text(""), "keyword"),
    NVARCHAR("NVARCHAR(20)", "'名前'", "' '", text("名前"), text(" "), "keyword"),
    TINYTEXT("TINYTEXT", "'tab\\tnul\\0'", "''", text("tab\\tnul\\u0000"), text(""), "text"),
    MEDIUMTEXT("MEDIUMTEXT", "REPEAT('ü', 100000)", "''", text("ü".repeat(100_000)), text(""), "text"),
    LONGTEXT("LONGTEXT", "REPEAT('😀', 10)", "''", text("😀".repeat(10)), text(""), "text"),
    BINARY4("BINARY(4)", "UNHEX('0102')", "''", text("AQIAAA=="), text("AAAAAA=="), "binary"),
    TINYBLOB("TINYBLOB", "UNHEX('00')", "''", text("AA=="), text(""), "binary"),
    MEDIUMBLOB("MEDIUMBLOB", "UNHEX('FF00')", "''", text("/wA="), text(""), "binary"),
    LONGBLOB("LONGBLOB", "REPEAT(UNHEX('41'), 100)", "''", text("QUFB".repeat(33) + "QQ=="), text(""), "binary"),
    BINARY16(
            "BINARY(16)",
            "UNHEX('00112233445566778899AABBCCDDEEFF')",
            "UNHEX('FFFFFFFFFFFFFFFFFFFFFFFFFFFF0000')",
            text("00112233-4455-6677-8899-aabbccddeeff"),
            text("ffffffff-ffff-ffff-ffff-ffffffff0000"),
            "keyword"),
    VARBINARY("VARBINARY(20)", "UNHEX('0102')", "''", text("AQI="), text(""), "binary"),
    BLOB("BLOB", "UNHEX('0102FF')", "''", text("AQL/"), text(""), "binary"),
    JSON(
            "JSON",
            "'{\"zip\": \"8001\", \"n\": [1, null, {\"a\": true}]}'",
            "CONCAT(REPEAT('[', 99), '{}', REPEAT(']', 99))",
            "{\"zip\":\"8001\",\"n\":[1,null,{\"a\":true}]}",
            "[".repeat(99) + "{}" + "]".repeat(99),
            null),
    JSON_SCALAR("JSON", "'18446744073709551615'", "'0.1'", text("18446744073709551615"), "0.1", null),
    JSON_NULL("JSON", "'null'", "'[]'", "null", "[]", null),
    JSON_NAMES(
            "JSON",
            "'{\"😀 名前\": {\"a.b\": 1.5}, \"\": \"é\"}'",
            "'{}'",
            "{\"\":\"é\",\"😀 名前\":{\"a.b\":1.5}}",
            "{}",
            null),
    JSON_TIMES(
            "JSON",
            "JSON_OBJECT('a', CAST('2024-01-02 10:11:12.678' AS DATETIME(3)), 'b', CAST('2024-01-02 10:11:12' AS DATETIME),"
                    + " 'c', CAST('10:11:12.5' AS TIME(3)), 'd', CAST('2024-01-02' AS DATE))",
            "JSON_ARRAY(CAST('-10:11:12' AS TIME), CAST('-00:00:00.000001' AS TIME), CAST('-10:11:00' AS TIME))",
            "{\"a\":\"2024-01-02 10:11:12.678\",\"b\":\"2024-01-02 10:11:12\",\"c\":\"10:11:12.5\",\"d\":\"2024-01-02\"}",
            "[\"-10:11:12\",\"00:00:00\",\"-10:11:00\"]",
            null),
    JSON_BYTES(
            "JSON",
            "JSON_OBJECT('bin', CAST(X'010203' AS BINARY), 'bit', b'101')",
            "JSON_ARRAY(UNHEX('FF'), CAST('' AS BINARY))",
            "{\"bin\":\"AQID\",\"bit\":\"BQ==\"}",
            "[\"/w==\",\"\"]",
            null),
    JSON_DOUBLES(
            "JSON",
            "'[1.5e23, 1e15, 1e19, 1e20, -1e20, 10000000.0, 1.0, 0.1]'",
            "'[0.0000001, 1.7976931348623157e308, 1.2345678901234566e29]'",
            "[1.5E23,1000000000000000,\"10000000000000000000\",1.0E20,-1.0E20,10000000,1.0,0.1]",
            "[1.0E-7,1.7976931348623157E308,1.2345678901234566E29]",
            null),
    JSON_DECIMALS(
            "JSON",
            "JSON_ARRAY(CAST(1.10 AS DECIMAL(5,2)), CAST('1234567890123456789.10' AS DECIMAL(30,2)))",
            "JSON_ARRAY(CAST('0.10000000000000001' AS DECIMAL(20,17)), 9223372036854775808)",
            "[1.1,\"1234567890123456789.10\"]",
            "[\"0.10000000000000001\",\"9223372036854775808\"]",
            null),
    ENUM3("ENUM('ä','b')", "'ä'", "'b'", text("ä"), text("b"), "keyword"),
    SET3("SET('ä','b')", "'b,ä'", "'b'", "[\"ä\",\"b\"]", "[\"b\"]", "keyword"),
    ENUM("ENUM('a','ü')", "'ü'", "'no label'", text("ü"), text(""), "keyword"),
    SET("SET('a','b','c')", "'a,b,c'", "''", "[\"a\",\"b\",\"c\"]", "[]", "keyword"),
    POINT(
            "POINT",
            "ST_GeomFromText('POINT(8.5 47.25)')",
            "ST_GeomFromText('POINT(-180 -90)')",
            point(8.5, 47.25),
            point(-180, -90),
            "geo_point"),
    POINT_4326(
            "POINT SRID 4326",
            "ST_GeomFromText('POINT(47.25 8.5)', 4326)",
            "ST_GeomFromText('POINT(-90 -180)', 4326)",
            point(8.5, 47.25),
            point(-180, -90),
            "geo_point"),
    LINESTRING(
            "LINESTRING",
            "ST_GeomFromText('LINESTRING(0 0,1 2)')",
            "ST_GeomFromText('LINESTRING(0 0,-1 -2)')",
            "{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[1.0,2.0]]}",
            "{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[-1.0,-2.0]]}",
            "geo_shape"),
    POLYGON(
            "POLYGON",
            "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0))')",
            "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,1 1))')",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,4.0],[0.0,0.0]],[[1.0,1.0],[1.0,2.0],[2.0,2.0],[1.0,1.0]]]}",
            "geo_shape"),
    POLYGON_4326(
            "POLYGON SRID 4326",
            "ST_GeomFromText('POLYGON((0 10,0 14,4 14,0 10))', 4326)",
            "ST_GeomFromText('POLYGON((0 0,0 4,4 4,0 0))', 4326)",
            "{\"type\":\"Polygon\",\"coordinates\":[[[10.0,0.0],[14.0,0.0],[14.0,4.0],[10.0,0.0]]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]]}",
            "geo_shape"),
    MULTIPOINT(
            "MULTIPOINT",
            "ST_GeomFromText('MULTIPOINT(1 2,3 4)')",
            "ST_GeomFromText('MULTIPOINT(-1 -2)')",
            "{\"type\":\"MultiPoint\",\"coordinates\":[[1.0,2.0],[3.0,4.0]]}",
            "{\"type\":\"MultiPoint\",\"coordinates\":[[-1.0,-2.0]]}",
            "geo_shape"),
    MULTILINESTRING(
            "MULTILINESTRING",
            "ST_GeomFromText('MULTILINESTRING((0 0,1 2),(3 3,4 4))')",
            "ST_GeomFromText('MULTILINESTRING((0 0,1 2))')",
            "{\"type\":\"MultiLineString\",\"coordinates\":[[[0.0,0.0],[1.0,2.0]],[[3.0,3.0],[4.0,4.0]]]}",
            "{\"type\":\"MultiLineString\",\"coordinates\":[[[0.0,0.0],[1.0,2.0]]]}",
            "geo_shape"),
    MULTIPOLYGON(
            "MULTIPOLYGON",
            "ST_GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 0)),((10 10,14 10,14 14,10 10)))')",
            "ST_GeomFromText('MULTIPOLYGON(((0 0,4 0,4 4,0 0)))')",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]],[[[10.0,10.0],[14.0,10.0],[14.0,14.0],[10.0,10.0]]]]}",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.0,0.0],[4.0,0.0],[4.0,4.0],[0.0,0.0]]]]}",
            "geo_shape"),
    GEOMETRY(
            "GEOMETRY",
            "ST_GeomFromText('POINT(1 2)')",
            "ST_GeomFromText('LINESTRING(0 0,1 2)')",
            point(1, 2),
            "{\"type\":\"LineString\",\"coordinates\":[[0.0,0.0],[1.0,2.0]]}",
            "geo_shape"),
    COLLECTION(
            "GEOMETRYCOLLECTION",
            "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2),MULTIPOINT(3 4,5 6))')",
            "ST_GeomFromText('GEOMETRYCOLLECTION(POINT(1 2))')",
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1.0,2.0]},{\"type\":\"MultiPoint\",\"coordinates\":[[3.0,4.0],[5.0,6.0]]}]}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1.0,2.0]}]}",
            "geo_shape");

    private final String type;
    private final List<String> sql;
    private final List<String> json;
    private final String mapping;

    AllTypes(String type, String sql1, String sql2, String json1, String json2, String mapping) {
        this.type = type;
        this.mapping = mapping;
        boolean notNull = type.endsWith("NOT NULL");
        sql = List.of(sql1, sql2, notNull ? sql1 : "NULL");
        json = List.of(json1, json2, notNull ? json1 : "null");
    }

    String column() {
        return this == NAME_WITH_UMLAUT ? "c_größe" : "c_" + name().toLowerCase(java.util.Locale.ROOT);
    }

    String definition() {
        return column() + " " + type;
    }

    /** The SQL literal for the row of the highest, the lowest and the missing values: 0, 1, 2. */
    String sql(int row) {
        return sql.get(row);
    }

    /** The JSON that it becomes. */
    String json(int row) {
        return json.get(row);
    }

    /** The column's type as it stands in its definition. */
    String type() {
        return type;
    }

    /** The type in Elasticsearch; null for a field whose shape varies from row to row. */
    String mapping() {
        return mapping;
    }

    private static String text(String value) {
        return '"' + value + '"';
    }

    private static String point(double longitude, double latitude) {
        return "{\"type\":\"Point\",\"coordinates\":[" + longitude + "," + latitude + "]}";
    }
}
