package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SourceTopic;
import io.headrace.console.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What keeps changes out of the binlog although the server's variables are right: its own filters, sessions that set other
 * values, who may do so, and XA transactions. Each fix is a statement to run as an administrator.
 */
final class SessionChecks {

    private static final String SESSIONS = "sessions with their own binlog settings";
    private static final String ACCOUNTS = "accounts that may change them";
    private static final String WHY = "a session that sets binlog_row_image, binlog_format, binlog_row_value_options or"
            + " sql_log_bin writes changes that the source misreads, can't read, or never sees";

    /** Of MySQL, for a user who lacks a privilege: on a database, a table, a column, the server. */
    private static final Set<Integer> REFUSED = Set.of(1044, 1142, 1143, 1227);

    private final Connection mysql;
    private final Collection<String> databases;

    /** @param databases those with captured tables; empty where they are not known */
    SessionChecks(Connection mysql, Collection<String> databases) {
        this.mysql = mysql;
        this.databases = databases;
    }

    List<Check> run() throws SQLException {
        List<Check> checks = new ArrayList<>();
        checks.addAll(filters());
        checks.add(xa());
        checks.add(live());
        checks.add(accounts());
        return checks;
    }

    /** Databases that the server leaves out of its binlog, or the only ones it takes in. */
    private List<Check> filters() throws SQLException {
        String version = Database.text(mysql, "SELECT VERSION()");
        boolean renamed = !version.startsWith("5.") && !version.startsWith("8.0.");
        try (Statement statement = mysql.createStatement();
                ResultSet status = statement.executeQuery(renamed ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS")) {
            if (!status.next()) {
                return List.of();
            }
            return filters(
                    SourceTopic.list(text(status.getString("Binlog_Do_DB"))),
                    SourceTopic.list(text(status.getString("Binlog_Ignore_DB"))));
        } catch (SQLException e) {
            return List.of(unread("binlog filters", e, "GRANT REPLICATION CLIENT ON *.* TO "));
        }
    }

    private List<Check> filters(List<String> only, List<String> not) {
        List<Check> found = new ArrayList<>();
        if (!only.isEmpty()) {
            found.add(filter(
                    "binlog-do-db",
                    only,
                    databases.stream()
                            .filter(database -> !only.contains(database))
                            .toList()));
        }
        if (!not.isEmpty()) {
            found.add(filter(
                    "binlog-ignore-db",
                    not,
                    databases.stream().filter(not::contains).toList()));
        }
        return found;
    }

    /** Rows are filtered by the database of their table, but statements such as ALTER TABLE by the session's own. */
    private Check filter(String option, List<String> of, List<String> lost) {
        String fix = "start mysqld without --binlog-do-db and --binlog-ignore-db";
        return lost.isEmpty() && !databases.isEmpty()
                ? Check.warning(
                        option,
                        String.join(",", of),
                        "an ALTER TABLE is logged or left out according to its session's current database: a source"
                                + " that does not see one misreads the rows that follow, or stops",
                        fix)
                : Check.failed(
                        option,
                        String.join(",", of),
                        "the server writes changes of only some databases into its binlog: those of "
                                + (lost.isEmpty() ? "the others" : String.join(", ", lost)) + " are never captured",
                        fix);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Check xa() throws SQLException {
        String about = "XA transactions since server start";
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com_xa_prepare'")) {
            String prepared = rows.next() ? rows.getString(2) : "0";
            return prepared.equals("0")
                    ? Check.ok(about, "none")
                    : Check.warning(
                            about,
                            prepared + " prepared",
                            SilentChange.XA_PREPARED.cause(),
                            "change whatever writes to captured tables to commit in one phase or without XA; ./cdc verify finds what a rollback left behind, and --repair fixes it: docs/mysql.md");
        }
    }

    /** Sessions of this moment; a job that has ended is told by its changes in the binlog only. */
    private Check live() throws SQLException {
        if (!Database.isOn(Database.text(mysql, "SELECT @@GLOBAL.performance_schema"))) {
            return Check.skipped(
                    SESSIONS,
                    "performance_schema is off: session settings can't be seen",
                    WHY,
                    "start mysqld with --performance-schema=ON to see them; until then only ./cdc verify can tell,"
                            + " afterwards");
        }
        String sql = "SELECT t.PROCESSLIST_ID, t.PROCESSLIST_USER, v.VARIABLE_NAME, v.VARIABLE_VALUE"
                + " FROM performance_schema.variables_by_thread v JOIN performance_schema.threads t USING (THREAD_ID)"
                + " WHERE (v.VARIABLE_NAME = 'binlog_format' AND v.VARIABLE_VALUE <> 'ROW')"
                + " OR (v.VARIABLE_NAME = 'binlog_row_image' AND v.VARIABLE_VALUE <> 'FULL')"
                + " OR (v.VARIABLE_NAME = 'binlog_row_value_options' AND v.VARIABLE_VALUE <> '')"
                + " OR (v.VARIABLE_NAME = 'sql_log_bin' AND v.VARIABLE_VALUE <> 'ON')"
                + " ORDER BY t.PROCESSLIST_ID, v.VARIABLE_NAME";
        List<String> sessions = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                sessions.add(rows.getString(3) + " = "
                        + (rows.getString(4).isEmpty() ? "none" : rows.getString(4)) + " in session "
                        + rows.getString(1) + " of " + rows.getString(2));
            }
        } catch (SQLException e) {
            return unread(SESSIONS, e, "GRANT SELECT ON performance_schema.* TO ");
        }
        return sessions.isEmpty()
                ? Check.ok(SESSIONS, "none at the moment")
                : Check.failed(
                        SESSIONS,
                        String.join("; ", sessions),
                        WHY,
                        "end these sessions and fix the jobs behind them; then ./cdc verify --repair for each table"
                                + " that they write to");
    }

    private Check accounts() throws SQLException {
        TreeMap<String, TreeSet<String>> holders = new TreeMap<>();
        String sql =
                "SELECT User, Host, 'SUPER' FROM mysql.user WHERE Super_priv = 'Y' UNION SELECT USER, HOST, PRIV FROM"
                        + " mysql.global_grants WHERE PRIV IN ('SESSION_VARIABLES_ADMIN', 'SYSTEM_VARIABLES_ADMIN')";
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                String user = rows.getString(1);
                if (!user.equals("root") && !user.startsWith("mysql.")) {
                    holders.computeIfAbsent(
                                    "'" + user.replace("'", "''") + "'@'" + rows.getString(2) + "'",
                                    any -> new TreeSet<>())
                            .add(rows.getString(3));
                }
            }
        } catch (SQLException e) {
            return unread(
                    ACCOUNTS,
                    e,
                    "GRANT SELECT (User, Host, Super_priv) ON mysql.user TO " + MysqlChecks.user(mysql)
                            + "; GRANT SELECT ON mysql.global_grants TO ");
        }
        if (holders.isEmpty()) {
            return Check.ok(ACCOUNTS, "root only");
        }
        String first = holders.firstKey();
        return Check.warning(
                ACCOUNTS,
                String.join(", ", holders.keySet()),
                WHY,
                "REVOKE " + String.join(", ", holders.get(first)) + " ON *.* FROM " + first
                        + ";    if it belongs to an application");
    }

    private Check unread(String about, SQLException refused, String grant) throws SQLException {
        if (!REFUSED.contains(refused.getErrorCode())) {
            throw refused;
        }
        return Check.skipped(
                about,
                "this user may not read them (" + refused.getErrorCode() + ")",
                WHY,
                grant + MysqlChecks.user(mysql) + ";");
    }
}
