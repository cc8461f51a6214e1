package io.headrace.e2e.generate;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** What a job may set in its session, and statements that empty tables. */
final class Oddities {

    private final Chance chance;
    private final Consumer<String> sql;

    Oddities(Chance chance, Consumer<String> sql) {
        this.chance = chance;
        this.sql = sql;
    }

    /** @param rows makes so many statements on rows */
    void between(List<TableModel> tables, IntConsumer rows) {
        set(
                8,
                Feature.SQL_MODES,
                "sql_mode",
                chance.either("''", "'NO_BACKSLASH_ESCAPES'", "'ANSI_QUOTES'"),
                "DEFAULT",
                rows);
        set(8, Feature.TIME_ZONES, "time_zone", chance.either("'+05:30'", "'-11:00'"), "'+00:00'", rows);
        set(12, Feature.UNCHECKED_FOREIGN_KEYS, "foreign_key_checks", "0", "1", rows);
        set(25, Feature.UNLOGGED, "sql_log_bin", "0", "1", rows);
        set(25, Feature.STATEMENT_FORMAT, "binlog_format", "'STATEMENT'", "'ROW'", rows);
        set(25, Feature.PARTIAL_IMAGES, "binlog_row_image", chance.either("'MINIMAL'", "'NOBLOB'"), "'FULL'", rows);
        set(25, Feature.PARTIAL_JSON, "binlog_row_value_options", "'PARTIAL_JSON'", "''", rows);
        TableModel table = chance.of(tables);
        if (chance.oneIn(20, Feature.TRUNCATE)) {
            sql.accept("TRUNCATE TABLE `" + table.name() + "`");
            rows.accept(3);
        }
        if (chance.oneIn(20, Feature.COPIES)) {
            sql.accept("CREATE TABLE copy AS SELECT * FROM `" + table.name() + "`");
        }
        if (table.options().contains("PARTITION p1") && chance.oneIn(3, Feature.PARTITION_DDL)) {
            sql.accept("ALTER TABLE `" + table.name() + "` " + chance.either("DROP", "TRUNCATE") + " PARTITION p1");
        }
        if (chance.oneIn(25, Feature.XA)) {
            sql.accept("XA START 'x'");
            rows.accept(1);
            sql.accept("XA END 'x'");
            sql.accept("XA PREPARE 'x'");
            sql.accept("XA " + chance.either("COMMIT", "ROLLBACK") + " 'x'");
        }
    }

    private void set(int times, Feature feature, String variable, String value, String back, IntConsumer rows) {
        if (chance.oneIn(times, feature)) {
            sql.accept("SET SESSION " + variable + " = " + value);
            rows.accept(3);
            sql.accept("SET SESSION " + variable + " = " + back);
        }
    }
}
