package io.headrace.stack;

import java.net.URI;

/**
 * Where the servers listen, and who may log in to the database.
 *
 * @param external those that are not the stack's own
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

    public static final String DATABASE = "inventory";

    /** The JDBC address of the demo database. It carries no user: pass one of {@link #logins()}. */
    public String jdbcUrl() {
        return "jdbc:mysql://" + mysqlHost + ":" + mysqlPort + "/" + DATABASE;
    }
}
