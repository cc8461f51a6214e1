package io.headrace.e2e.generate;

import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A type of MySQL with literals for it: the limits, the odd ones, and any. */
@SuppressWarnings("ImmutableEnumChecker") // lambdas without state
enum ColumnType {
    TINYINT("TINYINT", List.of("127", "-128", "0"), r -> number(r, -128, 127)),
    TINYINT_U("TINYINT UNSIGNED", List.of("255", "0"), r -> number(r, 0, 255)),
    TINYINT1("TINYINT(1)", List.of("0", "1", "-1", "2"), r -> number(r, 0, 1)),
    SMALLINT("SMALLINT", List.of("32767", "-32768"), r -> number(r, -32768, 32767)),
    SMALLINT_U("SMALLINT UNSIGNED", List.of("65535", "0"), r -> number(r, 0, 65535)),
    MEDIUMINT("MEDIUMINT", List.of("8388607", "-8388608"), r -> number(r, -8388608, 8388607)),
    MEDIUMINT_U("MEDIUMINT UNSIGNED", List.of("16777215", "0"), r -> number(r, 0, 16777215)),
    INT("INT", List.of("2147483647", "-2147483648", "0"), r -> Integer.toString(r.nextInt())),
    INT_U("INT UNSIGNED", List.of("4294967295", "0", "2147483648"), r -> number(r, 0, 2_000_000_000)),
    INT_ZEROFILL("INT(8) UNSIGNED ZEROFILL", List.of("7", "4294967295"), r -> number(r, 0, 99999)),
    BIGINT(
            "BIGINT",
            List.of("9223372036854775807", "-9223372036854775808", "9007199254740993"),
            r -> Long.toString(r.nextLong())),
    BIGINT_U(
            "BIGINT UNSIGNED",
            List.of("18446744073709551615", "9223372036854775808", "0", "10000000000000000000"),
            r -> Long.toUnsignedString(r.nextLong())),
    BIT1("BIT(1)", List.of("b'0'", "b'1'"), r -> "b'" + r.nextInt(2) + "'"),
    BIT12("BIT(12)", List.of("b'100000000001'", "b'0'"), r -> number(r, 0, 4095)),
    BIT64("BIT(64)", List.of("18446744073709551615", "1"), r -> Long.toUnsignedString(r.nextLong())),
    FLOAT("FLOAT", List.of("1.1", "-1.5", "3.4e38", "16777217", "1e-40"), r -> Float.toString(r.nextFloat())),
    FLOAT_7_4("FLOAT(7,4)", List.of("1.1", "-999.9999", "0.0001"), r -> Float.toString(r.nextFloat())),
    DOUBLE(
            "DOUBLE",
            List.of("1.7976931348623157E308", "-0.1", "1e23", "5e-324"),
            r -> Double.toString(r.nextGaussian())),
    DOUBLE_10_3("DOUBLE(10,3)", List.of("1.1", "-999999.999"), r -> number(r, -9999, 9999) + ".125"),
    REAL("REAL", List.of("1.5", "-0.25"), r -> number(r, -999, 999) + ".5"),
    DECIMAL_12_2(
            "DECIMAL(12,2)",
            List.of("9999999999.99", "-0.01", "0", "10.00"),
            r -> number(r, -99999, 99999) + "." + (10 + r.nextInt(90))),
    DECIMAL_10_0("DECIMAL(10,0)", List.of("9999999999", "-1"), r -> number(r, -99999, 99999)),
    DECIMAL_65_30(
            "DECIMAL(65,30)",
            List.of(
                    "12345678901234567890123456789012345.123456789012345678901234567890",
                    "-0.000000000000000000000000000001"),
            r -> number(r, -99999, 99999) + ".000000001"),
    DECIMAL_U("DECIMAL(20,5) UNSIGNED", List.of("0", "123456789012345.12345"), r -> number(r, 0, 99999) + ".5"),
    DATE("DATE", List.of("'9999-12-31'", "'0001-01-01'", "'2024-02-29'", "'1582-10-10'"), ColumnType::date),
    TIME("TIME", List.of("'838:59:59'", "'-838:59:59'", "'00:00:00'"), ColumnType::time),
    TIME6("TIME(6)", List.of("'01:02:03.5'", "'-00:00:00.000001'", "'838:59:59.000000'"), ColumnType::time),
    DATETIME("DATETIME", List.of("'9999-12-31 23:59:59'", "'1000-01-01 00:00:00'"), r -> moment(r, 0)),
    DATETIME3("DATETIME(3)", List.of("'2024-06-10 01:02:03.123'", "'1969-12-31 23:59:59.999'"), r -> moment(r, 3)),
    DATETIME6("DATETIME(6)", List.of("'9999-12-31 23:59:59.499999'", "'2026-03-29 02:30:00'"), r -> moment(r, 6)),
    TIMESTAMP("TIMESTAMP", List.of("'2038-01-19 03:14:06'", "'1970-01-02 00:00:01'"), r -> moment(r, 0)),
    TIMESTAMP6("TIMESTAMP(6)", List.of("'2024-06-10 01:02:03.1'", "'1970-01-02 00:00:01.000001'"), r -> moment(r, 6)),
    YEAR("YEAR", List.of("2155", "1901", "2000"), r -> number(r, 1901, 2155)),
    CHAR("CHAR(5)", List.of("'a'", "''", "' a'", "'A'"), r -> text(r, 5)),
    VARCHAR("VARCHAR(40)", List.of("'😀 Zürich'", "'\"quoted\"'", "''", "'null'", "'a\\\\b\\tc'"), r -> text(r, 12)),
    TEXT("TEXT", List.of("REPEAT('x', 3000)", "''", "'{}'", "'2024-06-10'"), r -> text(r, 30)),
    MEDIUMTEXT("MEDIUMTEXT", List.of("REPEAT('ü', 40000)", "''"), r -> text(r, 30)),
    LATIN1("VARCHAR(30) CHARACTER SET latin1", List.of("'é ÿ €'", "''"), r -> text(r, 10)),
    UTF16("VARCHAR(30) CHARACTER SET utf16", List.of("'名前 😀'", "''"), r -> text(r, 10)),
    SJIS("VARCHAR(30) CHARACTER SET sjis", List.of("'日本'", "''"), r -> text(r, 10)),
    NVARCHAR("NVARCHAR(20)", List.of("'名前'", "' '"), r -> text(r, 8)),
    BINARY4("BINARY(4)", List.of("UNHEX('0102')", "''", "UNHEX('FF000000')"), r -> hex(r, 4)),
    BINARY16("BINARY(16)", List.of("UNHEX('00112233445566778899AABBCCDDEEFF')"), r -> hex(r, 16)),
    VARBINARY("VARBINARY(12)", List.of("UNHEX('0102')", "''", "UNHEX('00')"), r -> hex(r, 5)),
    BLOB("BLOB", List.of("UNHEX('0102FF')", "''", "REPEAT(UNHEX('41'), 100)"), r -> hex(r, 20)),
    JSON(
            "JSON",
            List.of(
                    "'{\"zip\": \"8001\", \"n\": [1, null, {\"a\": true}]}'",
                    "'[]'",
                    "'{}'",
                    "'null'",
                    "'18446744073709551615'",
                    "'\"text\"'",
                    "'{\"\": \"é\", \"😀\": {\"a.b\": 1.5}}'",
                    "JSON_OBJECT('big', REPEAT('y', 2000))"),
            r -> "'{\"k\": " + r.nextInt(1000) + ", \"t\": [" + r.nextInt(9) + ", \"z\"]}'"),
    ENUM("ENUM('a','ü','B c','')", List.of("'ü'", "''", "'B c'"), r -> "'a'"),
    SET("SET('a','b','c d')", List.of("'a,b,c d'", "''", "'c d'"), r -> r.nextBoolean() ? "'a'" : "'a,b'"),
    POINT("POINT", List.of("ST_GeomFromText('POINT(8.5 47.25)')"), r -> point(r, "POINT(%d %d)")),
    LINESTRING(
            "LINESTRING", List.of("ST_GeomFromText('LINESTRING(0 0,-1 -2)')"), r -> point(r, "LINESTRING(0 0,%d %d)")),
    POLYGON(
            "POLYGON",
            List.of("ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,1 1))')"),
            r -> "ST_GeomFromText('POLYGON((0 0,4 0,4 4,0 0))')"),
    GEOMETRY("GEOMETRY", List.of("ST_GeomFromText('MULTIPOINT(1 2,3 4)')"), r -> point(r, "POINT(%d %d)"));

    private final String declaration;
    private final List<String> odd;
    private final Function<Random, String> any;

    ColumnType(String declaration, List<String> odd, Function<Random, String> any) {
        this.declaration = declaration;
        this.odd = odd;
        this.any = any;
    }

    String declaration() {
        return declaration;
    }

    String literal(Random random) {
        return random.nextInt(3) == 0 ? odd.get(random.nextInt(odd.size())) : any.apply(random);
    }

    /** Whether MySQL takes a default that is a literal. */
    boolean takesDefault() {
        return switch (this) {
            case TEXT, MEDIUMTEXT, BLOB, JSON, POINT, LINESTRING, POLYGON, GEOMETRY, BINARY4, BINARY16, VARBINARY ->
                false;
            default -> true;
        };
    }

    /** Whether it has numbers that a long and a double can't hold: Kafka's JsonConverter makes others of them, as docs say. */
    boolean isBeyondMaps() {
        return this == BIGINT_U || this == BIT64 || this == DECIMAL_65_30 || this == DECIMAL_U;
    }

    /** Whether its values are objects or of varying shape in a document. */
    boolean isOpen() {
        return this == JSON || this == POINT || this == LINESTRING || this == POLYGON || this == GEOMETRY;
    }

    boolean isText() {
        return this == CHAR || this == VARCHAR || this == TEXT || this == MEDIUMTEXT;
    }

    private static String number(Random random, int from, int to) {
        return Long.toString(from + (long) random.nextInt(to - from + 1));
    }

    private static String date(Random random) {
        return String.format(
                "'%04d-%02d-%02d'", 1900 + random.nextInt(200), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String time(Random random) {
        return String.format(
                "'%s%02d:%02d:%02d'",
                random.nextBoolean() ? "-" : "", random.nextInt(800), random.nextInt(60), random.nextInt(60));
    }

    private static String moment(Random random, int digits) {
        String fraction = digits == 0
                ? ""
                : "." + Integer.toString(1_000_000 + random.nextInt(1_000_000)).substring(1, 1 + digits);
        return String.format(
                "'%04d-%02d-%02d %02d:%02d:%02d%s'",
                1971 + random.nextInt(60),
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                3 + random.nextInt(20),
                random.nextInt(60),
                random.nextInt(60),
                fraction);
    }

    private static String text(Random random, int longest) {
        String letters = "abcXYZ 019._-";
        StringBuilder text = new StringBuilder("'");
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.append('\'').toString();
    }

    private static String hex(Random random, int longest) {
        StringBuilder text = new StringBuilder("UNHEX('");
        for (int i = 1 + random.nextInt(longest); i > 0; i--) {
            text.append(String.format("%02X", random.nextInt(256)));
        }
        return text.append("')").toString();
    }

    private static String point(Random random, String form) {
        return "ST_GeomFromText('" + String.format(form, random.nextInt(180), random.nextInt(90)) + "')";
    }
}
