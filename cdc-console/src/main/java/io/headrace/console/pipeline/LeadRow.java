package io.headrace.console.pipeline;

import io.headrace.console.server.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * One row of another captured table, which the source is to read again before the rows that are wanted.
 *
 * <p>Debezium 3.6 reads the first chunk of an incremental snapshot on the thread that takes signals, beside the one that streams
 * (DBZ-8674): a change that passes meanwhile is followed by the row as it was before, and a deleted row comes back. All
 * further chunks are read between two changes, as they should. So the first chunk is to be one row that hardly changes.
 *
 * @param table {@code database.table}
 * @param condition an SQL condition that holds for the row
 */
record LeadRow(String table, String condition) {

    /**
     * Looks for a table with a number as primary key, and a row.
     *
     * @param tables tables that the source captures, each {@code database.table}
     * @param readsInvisible whether the source reads tables with invisible columns as they are
     * @return none when no table is fit or may be read
     */
    static Optional<LeadRow> among(List<String> tables, Connection mysql, boolean readsInvisible) {
        for (String table : tables) {
            String database = table.substring(0, table.indexOf('.'));
            String name = table.substring(table.indexOf('.') + 1);
            try {
                TableKey described = TableKey.of(mysql, database, name);
                List<String> keys = described.uniques().getOrDefault("PRIMARY", List.of());
                if (keys.size() == 1 && (readsInvisible || described.invisible().isEmpty())) {
                    String key = Database.quoted(keys.get(0));
                    String lowest = Database.text(
                            mysql,
                            "SELECT CAST(MIN(" + key + ") AS CHAR) FROM " + Database.quoted(database) + "."
                                    + Database.quoted(name));
                    if (lowest.matches("-?\\d+")) {
                        return Optional.of(new LeadRow(table, key + " = " + lowest));
                    }
                }
            } catch (SQLException e) {
                // This user may not read it: another table will do.
            }
        }
        return Optional.empty();
    }
}
