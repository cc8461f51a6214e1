package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.KeyUse;
import io.headrace.console.pipeline.TableKey;
import io.headrace.console.server.Database;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What MySQL must be like for its changes to be captured. Each fix is a statement to run as an administrator. */
public final class MysqlChecks {

    private static final long SHORTEST_BINLOG_SECONDS = 24 * 3600;
    private static final String EVERYWHERE = " ON *.* TO ";

    private final Connection mysql;

    public MysqlChecks(Connection mysql) {
        this.mysql = mysql;
    }

    /** @param databases those with captured tables; empty where they are not known */
    public List<Check> ofServer(Collection<String> databases) throws SQLException {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("MySQL answers", "MySQL " + Database.text(mysql, "SELECT VERSION()")));
        checks.add(setting(
                "log_bin",
                "1",
                "without a binlog there are no changes to capture",
                "start mysqld with --log-bin, and without skip-log-bin and disable-log-bin in its my.cnf"));
        checks.add(setting(
                "binlog_format",
                "ROW",
                "statements do not say which rows changed",
                "SET PERSIST binlog_format = 'ROW';"));
        checks.add(setting(
                "binlog_row_image",
                "FULL",
                "changes lack the columns that did not change",
                "SET PERSIST binlog_row_image = 'FULL';"));
        checks.add(setting(
                "binlog_row_value_options",
                "",
                "with PARTIAL_JSON, updates of JSON columns are written in a form that the source silently skips",
                "SET PERSIST binlog_row_value_options = '';"));
        Check gtid = setting(
                "gtid_mode",
                "ON",
                "the source can't follow a failover, and verify falls back to file positions",
                "SET PERSIST gtid_mode = 'ON';");
        checks.add(
                gtid.result() == Diagnosis.Result.OK
                        ? gtid
                        : Check.warning(gtid.about(), gtid.found(), gtid.cause(), gtid.fix()));
        checks.add(retention());
        checks.addAll(new SessionChecks(mysql, databases).run());
        return checks;
    }

    /** Of the user that this session has: those that a source needs, in case it is the source's own. */
    public Check privileges() throws SQLException {
        Check source = privilegesOfSource();
        return source.result() == Diagnosis.Result.OK
                ? source
                : Check.warning(
                        source.about(),
                        source.found(),
                        source.cause() + "; give the source's user as --mysql-user to check that one",
                        source.fix());
    }

    /** Of the user that this session has, who is the source's own. */
    public Check privilegesOfSource() throws SQLException {
        List<String> grants = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GRANTS")) {
            while (rows.next()) {
                grants.add(rows.getString(1));
            }
        }
        List<String> missing = new ArrayList<>();
        if (!isGranted(grants, "SELECT", "")) {
            missing.add("SELECT");
        }
        for (String privilege : List.of("REPLICATION SLAVE", "REPLICATION CLIENT")) {
            if (!isGranted(grants, privilege, EVERYWHERE)) {
                missing.add(privilege);
            }
        }
        if (List.of("RELOAD", "FLUSH_TABLES", "LOCK TABLES").stream().noneMatch(p -> isGranted(grants, p, ""))) {
            missing.add("RELOAD");
        }
        String about = "privileges of " + Database.text(mysql, "SELECT CURRENT_USER()");
        return missing.isEmpty()
                ? Check.ok(about, "sufficient for a source")
                : Check.failed(
                        about,
                        "without " + String.join(", ", missing),
                        "a source that logs in as this user can't read the tables or the binlog",
                        "GRANT " + String.join(", ", missing) + " ON *.* TO " + user() + ";");
    }

    /** The privileges of replication are of the server: those on one database, all of them even, do not hold them. */
    private static boolean isGranted(List<String> grants, String privilege, String scope) {
        return grants.stream()
                .filter(grant -> grant.contains(scope))
                .anyMatch(grant -> grant.contains(privilege) || grant.startsWith("GRANT ALL PRIVILEGES "));
    }

    private String user() throws SQLException {
        return user(mysql);
    }

    /** This session's user, as GRANT names it. */
    public static String user(Connection mysql) throws SQLException {
        String user = Database.text(mysql, "SELECT CURRENT_USER()");
        int at = user.lastIndexOf('@');
        return "'" + user.substring(0, at).replace("'", "''") + "'@'" + user.substring(at + 1) + "'";
    }

    /**
     * @param table {@code database.table}
     * @param source the source that captures it; a missing node for one that is not known
     * @param sinks of which some may read its topic
     */
    public List<Check> ofTable(String table, JsonNode source, Collection<JsonNode> sinks) throws SQLException {
        KeyUse use = KeyUse.of(source, table, sinks);
        TableKey of =
                TableKey.of(mysql, table.substring(0, table.indexOf('.')), table.substring(table.indexOf('.') + 1));
        List<TableKey.Described> key = List.of();
        try {
            key = of.key(table, use.messageKeys());
        } catch (Problem none) {
            // told by the check
        }
        List<Check> checks = new ArrayList<>();
        checks.addAll(cascades(table));
        checks.add(key(table, of, key));
        checks.addAll(new TableRisks(mysql).of(table, key, use));
        checks.addAll(new KeyForms(source).of(table, key));
        return checks;
    }

    private Check setting(String variable, String wanted, String cause, String fix) throws SQLException {
        String found = Database.text(mysql, "SELECT @@GLOBAL." + variable);
        return found.equalsIgnoreCase(wanted)
                ? Check.ok(variable, found.isEmpty() ? "none" : found)
                : Check.failed(variable, found + ", needed " + (wanted.isEmpty() ? "none" : wanted), cause, fix);
    }

    private Check retention() throws SQLException {
        long seconds = Database.number(mysql, "SELECT @@GLOBAL.binlog_expire_logs_seconds");
        String about = "binlog retention";
        return seconds == 0 || seconds >= SHORTEST_BINLOG_SECONDS
                ? Check.ok(about, seconds == 0 ? "unlimited" : seconds / 3600 + " h")
                : Check.warning(
                        about,
                        seconds / 3600 + " h",
                        "a source that is down for longer misses changes and needs a new snapshot",
                        "SET PERSIST binlog_expire_logs_seconds = 604800;");
    }

    private List<Check> cascades(String table) throws SQLException {
        String sql = "SELECT r.CONSTRAINT_NAME, GROUP_CONCAT(DISTINCT CONCAT('`', k.COLUMN_NAME, '`') ORDER BY"
                + " k.ORDINAL_POSITION), MAX(r.REFERENCED_TABLE_NAME), GROUP_CONCAT(DISTINCT CONCAT('`',"
                + " k.REFERENCED_COLUMN_NAME, '`') ORDER BY k.ORDINAL_POSITION), MAX(r.UNIQUE_CONSTRAINT_SCHEMA)"
                + " FROM information_schema.REFERENTIAL_CONSTRAINTS r JOIN information_schema.KEY_COLUMN_USAGE k"
                + " ON k.CONSTRAINT_SCHEMA = r.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = r.CONSTRAINT_NAME"
                + " AND k.TABLE_NAME = r.TABLE_NAME WHERE r.CONSTRAINT_SCHEMA = ? AND r.TABLE_NAME = ?"
                + " AND (r.DELETE_RULE IN ('CASCADE', 'SET NULL') OR r.UPDATE_RULE IN ('CASCADE', 'SET NULL'))"
                + " GROUP BY r.CONSTRAINT_NAME";
        String about = "foreign keys of " + table;
        List<Check> found = new ArrayList<>();
        try (PreparedStatement statement = named(sql, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String name = rows.getString(1);
                String parent = Database.quoted(rows.getString(5)) + "." + Database.quoted(rows.getString(3));
                found.add(Check.failed(
                        about,
                        name + " cascades",
                        "rows changed by a cascade are not in the binlog before MySQL 9.6: their documents become"
                                + " stale",
                        "ALTER TABLE " + Database.quotedTable(table) + " DROP FOREIGN KEY " + Database.quoted(name)
                                + ", ADD CONSTRAINT " + Database.quoted(name + "_restrict") + " FOREIGN KEY ("
                                + rows.getString(2) + ") REFERENCES " + parent + " (" + rows.getString(4)
                                + ");    then have the application delete the rows of this table first"));
            }
        }
        return found.isEmpty() ? List.of(Check.ok(about, "none that cascade")) : found;
    }

    private Check key(String table, TableKey of, List<TableKey.Described> key) throws SQLException {
        String about = "primary key of " + table;
        if (of.columns().isEmpty()) {
            return Check.failed(
                    "table " + table,
                    "not visible",
                    "it does not exist, or this user may not read it",
                    "GRANT SELECT ON " + Database.quotedTable(table) + " TO " + user() + ";");
        }
        return key.isEmpty()
                ? Check.failed(
                        about,
                        "none",
                        "documents have no id for updates and deletions",
                        "ALTER TABLE " + Database.quotedTable(table)
                                + " ADD COLUMN row_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY;")
                : Check.ok(
                        about,
                        String.join(
                                ",", key.stream().map(TableKey.Described::name).toList()));
    }

    private PreparedStatement named(String sql, String table) throws SQLException {
        PreparedStatement statement = mysql.prepareStatement(sql);
        statement.setString(1, table.substring(0, table.indexOf('.')));
        statement.setString(2, table.substring(table.indexOf('.') + 1));
        return statement;
    }
}
