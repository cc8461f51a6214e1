package io.headrace.e2e.generate;

/** What a scenario may have beside plain statements on plain tables. */
enum Feature {
    GENERATED_COLUMNS,
    INVISIBLE_COLUMNS,
    COLUMN_DEFAULTS,
    PARTITIONS,
    FOREIGN_KEYS,
    CHARSETS,
    ALTERATIONS,
    SWAPS,
    TRUNCATE,
    PARTITION_DDL,
    TABLES_WHILE_STREAMING,
    COPIES,
    SQL_MODES,
    TIME_ZONES,
    UNCHECKED_FOREIGN_KEYS,
    UNLOGGED,
    PARTIAL_JSON,
    STATEMENT_FORMAT,
    PARTIAL_IMAGES,
    XA
}
