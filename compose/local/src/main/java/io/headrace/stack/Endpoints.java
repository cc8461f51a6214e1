package io.headrace.stack;

import io.headrace.stack.client.Logins;
import io.headrace.stack.client.MysqlSession;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import java.net.URI;

/**
 * Where the servers listen, and who may log in to the database.
 *
 * @param external the servers among them that are not the stack's own
 */
public record Endpoints(
        String mysqlHost,
        int mysqlPort,
        String bootstrapServers,
        URI connect,
        URI elasticsearch,
        URI listener,
        Logins logins,
        ExternalServers external) {

    /** The demo database. */
    public static final String DATABASE = MysqlSession.DATABASE;

    /** The JDBC address of the demo database, or that of the user's own server. It carries no user: pass one of {@link #logins()}. */
    public String jdbcUrl() {
        return external.mysql().map(ExternalMysql::jdbcUrl).orElseGet(() -> MysqlSession.jdbcUrl(mysqlHost, mysqlPort));
    }
}
