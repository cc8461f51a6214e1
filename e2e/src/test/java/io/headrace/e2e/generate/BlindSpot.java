package io.headrace.e2e.generate;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What changes rows without a word in the binlog that Debezium understands. An index may differ then, if verify says so. */
enum BlindSpot {
    COLUMNS_CHANGED("ALTER TABLE .*(ADD|DROP|MODIFY|CHANGE|RENAME).*|RENAME TABLE .*"),
    TABLE_EMPTIED("TRUNCATE .*|ALTER TABLE .*(DROP|TRUNCATE|EXCHANGE) PARTITION.*|DROP TABLE .*"),
    CASCADE(".*ON (DELETE|UPDATE) (CASCADE|SET NULL|SET DEFAULT).*"),
    PARTIAL_IMAGE("SET SESSION binlog_row_image.*(MINIMAL|NOBLOB).*"),
    STATEMENT_FORMAT("SET SESSION binlog_format.*(STATEMENT|MIXED).*"),
    PARTIAL_JSON("SET SESSION binlog_row_value_options.*PARTIAL_JSON.*"),
    NOT_LOGGED("SET SESSION sql_log_bin.*0.*"),
    XA("XA .*");

    private final Pattern pattern;

    BlindSpot(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    }

    static List<BlindSpot> of(List<Step> steps) {
        return Arrays.stream(values())
                .filter(spot -> steps.stream()
                        .anyMatch(step -> spot.pattern.matcher(step.sql()).matches()))
                .toList();
    }
}
