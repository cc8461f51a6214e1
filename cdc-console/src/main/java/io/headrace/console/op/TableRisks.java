package io.headrace.console.op;

import io.headrace.console.op.Diagnosis.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a captured table has that can change its rows in silence, or make ids that the index does not take. */
final class TableRisks {

    private static final int LONGEST_ID = 512;
    /** Digits and sign of the longest number, and more than a date and time need. */
    private static final int OTHER_KEY = 67;

    private final Connection mysql;

    TableRisks(Connection mysql) {
        this.mysql = mysql;
    }

    /** @param table {@code database.table}; nothing is said of what is in order */
    List<Check> of(String table) throws SQLException {
        List<Check> checks = new ArrayList<>();
        long partitions = number(
                "SELECT COUNT(PARTITION_NAME) FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?",
                table);
        if (partitions > 0) {
            checks.add(Check.warning(
                    "partitions of " + table,
                    Long.toString(partitions),
                    Silence.PARTITION.words() + ": " + Silence.PARTITION.cause(),
                    "DELETE the rows of a partition before it is dropped, or ./cdc verify --table " + table
                            + " --repair after it: docs/mysql.md"));
        }
        long bytes = number(
                "SELECT SUM(IF(CHARACTER_OCTET_LENGTH IS NULL, " + OTHER_KEY
                        + ", IF(DATA_TYPE LIKE '%binary', CHARACTER_OCTET_LENGTH * 2, CHARACTER_OCTET_LENGTH)) + 1) - 1"
                        + " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND COLUMN_KEY = 'PRI'",
                table);
        if (bytes > LONGEST_ID) {
            checks.add(Check.warning(
                    "length of ids of " + table,
                    "up to " + bytes + " bytes, of which Elasticsearch takes " + LONGEST_ID,
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
