package io.headrace.stack.external;

import io.headrace.stack.client.Login;
import io.headrace.stack.client.Logins;
import io.headrace.stack.client.MysqlSession;
import io.headrace.stack.failure.StackException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MySQL server that is not the stack's own.
 *
 * @param database that sessions begin in; the demo's, which the shipped connectors capture, where none was named
 * @param user the one who reads its rows; empty for the user of the demo
 */
public record ExternalMysql(String host, int port, String database, Optional<String> user) {
    private static final Pattern FORM =
            Pattern.compile("jdbc:mysql://([\\w.-]+|\\[[0-9a-fA-F:.]+])(?::([0-9]{1,5}))?(?:/([^/?#]*))?");
    private static final String STANDARD_PORT = "3306";
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Reads {@code jdbc:mysql://host:3306/inventory}. Port and database may be left out.
     *
     * @throws IllegalArgumentException for any other form; the message quotes at most the database, as the rest may contain a password
     */
    public static ExternalMysql parse(String jdbcUrl) {
        Matcher parts = FORM.matcher(jdbcUrl);
        if (!parts.matches()) {
            throw new IllegalArgumentException("needed is one address of the form jdbc:mysql://host:3306/"
                    + MysqlSession.DATABASE
                    + ", without user, password and properties. Users and their passwords are given"
                    + " by --mysql-user and by the environment: " + Logins.APP_PASSWORD + ", " + Logins.DEBEZIUM_USER
                    + " and " + Logins.DEBEZIUM_PASSWORD);
        }
        String database = parts.group(3);
        int port = Integer.parseInt(parts.group(2) == null ? STANDARD_PORT : parts.group(2));
        if (port < 1 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("a port is a number from 1 to " + HIGHEST_PORT + "; found " + port);
        }
        return new ExternalMysql(
                parts.group(1),
                port,
                database == null || database.isEmpty() ? MysqlSession.DATABASE : database,
                Optional.empty());
    }

    /** The same server, read by this user. */
    public ExternalMysql withUser(String name) {
        return new ExternalMysql(host, port, database, Optional.of(name));
    }

    /** {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }

    Logins logins(Logins demo, Map<String, String> environment) {
        return new Logins(
                demo.root(),
                new Login(user.orElse(demo.app().user()), demo.app().password()),
                new Login(
                        environment.getOrDefault(
                                Logins.DEBEZIUM_USER, demo.debezium().user()),
                        demo.debezium().password()));
    }

    /** Without user and password. */
    public String jdbcUrl() {
        return MysqlSession.jdbcUrl(host, port, database);
    }

    /**
     * Returns once the server has let this user in.
     *
     * @param nameFrom where the user's name comes from, for the message
     * @param passwordFrom where the password comes from
     */
    void requireAnswer(Login login, String nameFrom, String passwordFrom) {
        try {
            MysqlSession.open(jdbcUrl(), login, PATIENCE, "PREFERRED").close();
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (state.startsWith("08")) {
                throw StackException.unreachable(
                        "No MySQL answers at " + address() + " (" + reason(e) + ").\nIs it running, and reached from"
                                + " here under this address? Correct --mysql or the server, and run the same command"
                                + " again.",
                        e);
            }
            if (state.equals("28000")) {
                throw StackException.unreachable(
                        "MySQL at " + address() + " refuses the user " + login.user()
                                + ": wrong name or password.\nThe name is taken from " + nameFrom
                                + ", the password from " + passwordFrom + ".",
                        e);
            }
            throw new StackException(
                    "MySQL at " + address() + " does not let the user " + login.user() + " into the database "
                            + database + ": " + firstLine(e)
                            + "\nMake the database, or let its administrator run: GRANT SELECT ON "
                            + database + ".* TO '" + login.user() + "';",
                    e);
        }
    }

    private static String reason(SQLException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof UnknownHostException ? "unknown host" : firstLine(cause);
    }

    private static String firstLine(Throwable e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
    }
}
