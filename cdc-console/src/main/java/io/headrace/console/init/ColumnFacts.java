package io.headrace.console.init;

import org.jspecify.annotations.Nullable;

/**
 * A column as information_schema describes it.
 *
 * @param dataType as {@code decimal}, in lower case
 * @param columnType as {@code decimal(12,2) unsigned}, in lower case
 * @param collation null where the column holds no text
 * @param characters how many it holds at most, bytes for binary types; 0 where the type has no length
 * @param precision digits of a number, 0 for none
 * @param scale digits behind the point
 * @param fraction digits of the seconds' fraction
 * @param generation {@code VIRTUAL}, {@code STORED}, or empty where it is no generated column
 * @param srid the reference system that a geometry column is bound to; null for none
 */
record ColumnFacts(
        String name,
        String dataType,
        String columnType,
        @Nullable String collation,
        long characters,
        int precision,
        int scale,
        int fraction,
        boolean isNullable,
        boolean isInvisible,
        String generation,
        @Nullable Long srid) {

    boolean isUnsigned() {
        return columnType.contains("unsigned");
    }

    boolean isTinyintOfOne() {
        return columnType.startsWith("tinyint(1)");
    }

    boolean isText() {
        return collation != null && !dataType.equals("enum") && !dataType.equals("set");
    }

    /** Whether it tells upper from lower case. */
    boolean isCaseSensitive() {
        return collation == null
                || collation.endsWith("_bin")
                || collation.endsWith("_cs")
                || collation.equals("binary");
    }

    boolean isBinary() {
        return switch (dataType) {
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> true;
            default -> false;
        };
    }
}
