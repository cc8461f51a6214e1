package io.headrace.stack.client;

import com.mysql.cj.jdbc.Driver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens sessions on MySQL. */
public final class MysqlSession {
    /** The demo database, which the shipped connectors capture. */
    public static final String DATABASE = "inventory";

    private MysqlSession() {}

    /** The JDBC address of the demo database on a server, without user and password. */
    public static String jdbcUrl(String host, int port) {
        return jdbcUrl(host, port, DATABASE);
    }

    /** The JDBC address of a database on a server, without user and password. */
    public static String jdbcUrl(String host, int port, String database) {
        return "jdbc:mysql://" + host + ":" + port + "/" + database;
    }

    /** @param tls a value of Connector/J's sslMode */
    public static Connection open(String jdbcUrl, Login login, Duration timeout, String tls) throws SQLException {
        String millis = Long.toString(timeout.toMillis());
        Properties properties = new Properties();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("connectTimeout", millis);
        properties.setProperty("socketTimeout", millis);
        properties.setProperty("allowPublicKeyRetrieval", "true");
        properties.setProperty("sslMode", tls);
        return new Driver().connect(jdbcUrl, properties);
    }
}
