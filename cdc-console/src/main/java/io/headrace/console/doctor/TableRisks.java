package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.KeyUse;
import io.headrace.console.pipeline.TableKey;
import io.headrace.console.server.ShellWord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a captured table has that can change its rows in silence, or make ids that the index does not take. */
final class TableRisks {

    private final Connection mysql;

    TableRisks(Connection mysql) {
        this.mysql = mysql;
    }

    /**
     * @param table {@code database.table}; nothing is said of what is in order
     * @param key the columns that ids are made of
     */
    List<Check> of(String table, List<TableKey.Described> key, KeyUse use) throws SQLException {
        List<Check> checks = new ArrayList<>();
        long partitions = number(
                "SELECT COUNT(PARTITION_NAME) FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                table);
        if (partitions > 0) {
            checks.add(Check.warning(
                    "partitions of " + table,
                    Long.toString(partitions),
                    SilentChange.PARTITION.words() + ": " + SilentChange.PARTITION.cause(),
                    "DELETE the rows of a partition before dropping it, or ./cdc verify --table " + ShellWord.of(table)
                            + " --repair afterwards: docs/mysql.md"));
        }
        long bytes = IdLength.of(IdLength.parts(
                mysql,
                table.substring(0, table.indexOf('.')),
                table.substring(table.indexOf('.') + 1),
                key.stream().map(TableKey.Described::name).toList()));
        if (bytes > IdLength.LONGEST && !use.isHashed()) {
            checks.add(Check.warning(
                    "length of ids of " + table,
                    "up to " + bytes + " bytes, more than Elasticsearch's limit of " + IdLength.LONGEST,
                    "a row with a longer key goes to the dead letters",
                    "\"document.id.overlong\": \"hash\" in the sink, unless no key is that long"));
        }
        return checks;
    }

    private long number(String sql, String table) throws SQLException {
        try (PreparedStatement statement = mysql.prepareStatement(sql)) {
            statement.setString(1, table.substring(0, table.indexOf('.')));
            statement.setString(2, table.substring(table.indexOf('.') + 1));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
