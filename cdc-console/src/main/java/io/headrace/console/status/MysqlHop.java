package io.headrace.console.status;

import io.headrace.console.pipeline.MysqlPosition;
import io.headrace.console.server.Database;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.status.PipelineStatus.Hop;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One look at MySQL: how fast it changes, and what of its settings keeps changes from sources. */
final class MysqlHop {

    /** Between two readings that make a rate. */
    private static final long SAMPLE_MILLIS = 300;

    private final Database database;

    MysqlHop(PipelineEndpoints target) {
        this.database = new Database(target);
    }

    /** @param tables whose rows are to be told; called when MySQL answers. A problem there leaves them out */
    Hop look(Supplier<? extends Collection<String>> tables) {
        try (Connection mysql = database.open()) {
            String version = "MySQL " + Database.text(mysql, "SELECT VERSION()");
            MysqlPosition before = MysqlPosition.ofServer(mysql);
            long start = System.nanoTime();
            String rows = rows(mysql, tables);
            String wrong = wrongSettings(mysql);
            Pause.millis(Math.max(0, SAMPLE_MILLIS - (System.nanoTime() - start) / 1_000_000));
            MysqlPosition after = MysqlPosition.ofServer(mysql);
            double rate = Rates.perSecond(Math.max(0, before.behind(after)), start);
            return new Hop(
                    "mysql",
                    version,
                    wrong.isEmpty() ? "UP" : "MISCONFIGURED",
                    wrong.isEmpty(),
                    rate,
                    null,
                    null,
                    null,
                    wrong.isEmpty()
                            ? rows
                            : wrong + ": changes are lost or stop the source; run ./cdc doctor for details");
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    MysqlPosition position() {
        try (Connection mysql = database.open()) {
            return MysqlPosition.ofServer(mysql);
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    /** Which of these tables have no row; one that can't be read counts as having some. */
    Set<String> empty(Collection<String> tables) {
        Set<String> empty = new TreeSet<>();
        try (Connection mysql = database.open()) {
            for (String table : tables) {
                if (isEmpty(mysql, table)) {
                    empty.add(table);
                }
            }
        } catch (SQLException | Problem unknown) {
            return empty;
        }
        return empty;
    }

    private static boolean isEmpty(Connection mysql, String table) {
        try {
            return Database.text(mysql, "SELECT 1 FROM " + Database.quotedTable(table) + " LIMIT 1")
                    .isEmpty();
        } catch (SQLException notReadable) {
            return false;
        }
    }

    /** As the catalogue estimates them. */
    private static String rows(Connection mysql, Supplier<? extends Collection<String>> tables) throws SQLException {
        Set<String> wanted;
        try {
            wanted = new HashSet<>(tables.get());
        } catch (Problem unknown) {
            return "";
        }
        long sum = 0;
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_ROWS FROM information_schema.TABLES"
                                + " WHERE TABLE_TYPE = 'BASE TABLE'")) {
            while (rows.next()) {
                if (wanted.contains(rows.getString(1) + "." + rows.getString(2))) {
                    sum += rows.getLong(3);
                }
            }
        }
        return "about " + sum + " rows" + (wanted.size() == 1 ? "" : " in " + wanted.size() + " tables");
    }

    /** Global variables under which changes are written as no source can read them; each new session has them. */
    private static String wrongSettings(Connection mysql) throws SQLException {
        return Database.text(
                mysql,
                "SELECT CONCAT_WS(', ', IF(@@GLOBAL.binlog_format <> 'ROW', CONCAT('binlog_format = ',"
                        + " @@GLOBAL.binlog_format), NULL), IF(@@GLOBAL.binlog_row_image <> 'FULL', CONCAT('binlog_row_image"
                        + " = ', @@GLOBAL.binlog_row_image), NULL), IF(@@GLOBAL.binlog_row_value_options <> '',"
                        + " CONCAT('binlog_row_value_options = ', @@GLOBAL.binlog_row_value_options), NULL))");
    }
}
