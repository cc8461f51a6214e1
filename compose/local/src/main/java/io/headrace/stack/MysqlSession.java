package io.headrace.stack;

import com.mysql.cj.jdbc.Driver;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/** Opens sessions on MySQL. */
final class MysqlSession {
    private MysqlSession() {}

    /** @param tls what Connector/J calls sslMode */
    static Connection open(String jdbcUrl, Login login, Duration timeout, String tls) throws SQLException {
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
