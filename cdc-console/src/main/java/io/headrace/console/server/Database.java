package io.headrace.console.server;

import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens sessions on MySQL. Every session speaks UTC and UTF-8, and sees what has been committed. */
public final class Database {

    private final String jdbcUrl;
    private final String user;
    private final String password;
    private final Map<String, String> more;

    public Database(PipelineEndpoints target) {
        this.jdbcUrl = target.jdbcUrl();
        this.user = target.mysqlUser();
        this.password = target.mysqlPassword();
        this.more = target.mysqlProperties();
    }

    public static String shown(String jdbcUrl) {
        return jdbcUrl.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "");
    }

    public Connection open() {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("sslMode", "PREFERRED");
        properties.setProperty("characterEncoding", "UTF-8");
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.putAll(more);
        try {
            Connection connection = DriverManager.getConnection(jdbcUrl, properties);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SESSION time_zone = '+00:00', SESSION transaction_isolation = 'READ-COMMITTED'");
            }
            showHiddenKeys(connection);
            return connection;
        } catch (SQLException e) {
            throw problem(e);
        }
    }

    /** A server may hide generated invisible primary keys from its catalogue; before 8.0.30 there are none. */
    private static void showHiddenKeys(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION show_gipk_in_create_table_and_information_schema = ON");
        } catch (SQLException unknownVariable) {
            // nothing is hidden
        }
    }

    /** The user's view of an SQL failure: where, what the server said, what to do. */
    public Problem problem(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        Throwable refusal = ofTls(e);
        if (refusal != null) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "MySQL (--mysql) at " + shown(jdbcUrl) + " and this client could not agree on TLS: "
                            + firstLine(refusal)
                            + ". Check sslMode and trustCertificateKeyStoreUrl in mysql.properties of the profile.",
                    e);
        }
        if (state.startsWith("08")) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "MySQL (--mysql) does not answer at " + shown(jdbcUrl) + ". Is it running? ./cdc status shows each"
                            + " server.",
                    e);
        }
        if (e instanceof SQLTimeoutException) {
            return new Problem(
                    Problem.Kind.UNREACHABLE,
                    "MySQL at " + shown(jdbcUrl)
                            + " did not answer a statement in time, and was told to give it up. Is it"
                            + " overloaded, or does a migration hold it up? SHOW FULL PROCESSLIST tells; then try again.",
                    e);
        }
        if (state.equals("28000")) {
            return new Problem(
                    Problem.Kind.REFUSED,
                    "MySQL at " + shown(jdbcUrl) + " rejects user " + user + ": wrong name or password.",
                    e);
        }
        return new Problem(
                Problem.Kind.FAILED,
                "MySQL at " + shown(jdbcUrl) + " as user " + user + ": " + firstLine(e) + " (" + state + ")",
                e);
    }

    private static @Nullable Throwable ofTls(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
                return cause;
            }
        }
        return null;
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? "no reason given"
                : message.lines().findFirst().orElse("").strip();
    }

    /** One value of one row. */
    public static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
        }
    }

    public static long number(Connection connection, String sql) throws SQLException {
        String text = text(connection, sql);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** @param table {@code database.table} */
    public static String quotedTable(String table) {
        int dot = table.indexOf('.');
        return quoted(table.substring(0, dot)) + "." + quoted(table.substring(dot + 1));
    }

    public static boolean isOn(String value) {
        return value.equals("1") || value.toUpperCase(Locale.ROOT).equals("ON");
    }
}
