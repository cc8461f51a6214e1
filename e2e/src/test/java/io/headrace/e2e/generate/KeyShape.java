package io.headrace.e2e.generate;

import java.util.List;

/** The columns that identify a row, each with few values, so that statements meet. */
@SuppressWarnings("ImmutableEnumChecker") // made by List.of
enum KeyShape {
    INT(part("INT NOT NULL", "1", "2", "3", "4", "5", "-6")),
    AUTO_INCREMENT(part("INT NOT NULL AUTO_INCREMENT", "1", "2", "3", "4", "5")),
    SMALLINT_U(part("SMALLINT UNSIGNED NOT NULL", "1", "2", "3", "65535", "0")),
    BIGINT(part("BIGINT NOT NULL", "1", "2", "-9223372036854775808", "9223372036854775807", "9007199254740993")),
    BIGINT_U(part("BIGINT UNSIGNED NOT NULL", "1", "2", "18446744073709551615", "9223372036854775808", "3")),
    DECIMAL(part("DECIMAL(6,1) NOT NULL", "10.0", "1.5", "-0.5", "0.0", "12345.6")),
    DATE(part("DATE NOT NULL", "'2024-02-29'", "'1969-12-31'", "'0001-01-01'", "'9999-12-31'")),
    DATETIME3(part(
            "DATETIME(3) NOT NULL",
            "'2026-07-01 12:30:15.250'",
            "'2026-05-01 00:00:00.000'",
            "'1969-12-31 23:59:59.999'")),
    DATETIME6(part(
            "DATETIME(6) NOT NULL",
            "'2026-07-01 12:30:15.250001'",
            "'2026-05-01 00:00:00.000000'",
            "'1969-12-31 23:59:59.999999'")),
    TIMESTAMP(part("TIMESTAMP NOT NULL", "'2026-07-01 12:30:15'", "'2026-05-01 00:00:00'", "'1971-01-01 00:00:01'")),
    TIMESTAMP3(part(
            "TIMESTAMP(3) NOT NULL", "'2026-07-01 12:30:15.250'", "'2026-05-01 00:00:00'", "'1971-01-01 00:00:01.1'")),
    ENUM(part("ENUM('EUR','CHF','ü x') NOT NULL", "'EUR'", "'CHF'", "'ü x'")),
    BINARY(part("BINARY(3) NOT NULL", "UNHEX('010203')", "UNHEX('FF0000')", "UNHEX('41')")),
    VARBINARY(part("VARBINARY(8) NOT NULL", "UNHEX('010203')", "UNHEX('FF')", "UNHEX('00')", "''")),
    YEAR(part("YEAR NOT NULL", "1901", "2024", "2155")),
    CHAR(part("CHAR(6) NOT NULL", "'AA0001'", "'b'", "'B '", "'ü'", "'a:b'")),
    VARCHAR_CI(part("VARCHAR(20) COLLATE utf8mb4_0900_ai_ci NOT NULL", "'a'", "'A'", "'a '", "'ä'", "'x/y'", "'😀'")),
    VARCHAR_PAD(part("VARCHAR(20) COLLATE utf8mb4_general_ci NOT NULL", "'a'", "'A '", "'a '", "'b\\\\c'", "'x:y'")),
    VARCHAR_BIN(part("VARCHAR(20) COLLATE utf8mb4_bin NOT NULL", "'a'", "'A'", "'a '", "'%_'", "'?&='")),
    LATIN1(part("VARCHAR(10) CHARACTER SET latin1 NOT NULL", "'é'", "'e'", "'ÿ'")),
    TWO_INTS(part("INT NOT NULL", "1", "2", "100"), part("INT NOT NULL", "1", "2", "50")),
    INT_AND_DATETIME(
            part("INT NOT NULL", "7", "8"),
            part("DATETIME(3) NOT NULL", "'2026-07-01 12:30:15.250'", "'2026-05-01 00:00:00'")),
    ENUM_AND_DECIMAL(
            part("ENUM('EUR','CHF') NOT NULL", "'EUR'", "'CHF'"), part("DECIMAL(4,1) NOT NULL", "1.5", "10.0")),
    TEXT_AND_TEXT(
            part("VARCHAR(8) NOT NULL", "'a'", "'a:b'", "'a\\\\'"), part("VARCHAR(8) NOT NULL", "'c'", "'b:c'", "''")),
    UNSIGNED_AND_DATE(
            part("BIGINT UNSIGNED NOT NULL", "1", "18446744073709551615"),
            part("DATE NOT NULL", "'2024-02-29'", "'1969-12-31'")),
    /** No primary key; MySQL and Debezium take the unique one. */
    UNIQUE(part("CHAR(6) NOT NULL", "'AA0001'", "'AA0002'", "'b'")),
    /** MySQL makes an invisible my_row_id. */
    GENERATED_INVISIBLE(),
    NONE();

    /** @param literals what statements put into it and look for */
    record Part(String declaration, List<String> literals) {}

    private final List<Part> parts;

    KeyShape(Part... parts) {
        this.parts = List.of(parts);
    }

    private static Part part(String declaration, String... literals) {
        return new Part(declaration, List.of(literals));
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether it has numbers that a long can't hold, see {@link ColumnType#isBeyondMaps()}. */
    boolean isBeyondMaps() {
        return this == BIGINT_U || this == UNSIGNED_AND_DATE;
    }

    boolean isPrimary() {
        return !parts.isEmpty() && this != UNIQUE;
    }
}
