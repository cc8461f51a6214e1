package io.headrace.stack.external;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.PropertiesFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers in the state folder which servers are not the stack's own. Topics and offsets belong to these servers, so they cannot change while
 * the stack has data. The file holds no password.
 */
public final class ExternalServersFile {
    private static final String MYSQL = "mysql";
    private static final String MYSQL_USER = "mysql.user";
    private static final String ELASTICSEARCH = "elasticsearch";

    private final Path state;

    /** @param state the stack's folder */
    public ExternalServersFile(Path state) {
        this.state = state;
    }

    /**
     * The servers given now, and where none is given, those of an earlier start.
     *
     * @param hasData whether the stack already has topics
     * @throws StackException if it has, and they belong to another server than the one given
     */
    public ExternalServers mergedWith(ExternalServers given, boolean hasData) {
        ExternalServers kept = read();
        if (hasData) {
            requireSame(
                    "MySQL",
                    kept.mysql().map(ExternalMysql::address),
                    given.mysql().map(ExternalMysql::address));
            requireSame(
                    "Elasticsearch",
                    kept.elasticsearch().map(server -> server.address().toString()),
                    given.elasticsearch().map(server -> server.address().toString()));
        }
        return new ExternalServers(
                given.mysql().map(server -> withUserOf(kept, server)).or(kept::mysql),
                given.elasticsearch().or(kept::elasticsearch));
    }

    private static ExternalMysql withUserOf(ExternalServers kept, ExternalMysql given) {
        Optional<String> user = kept.mysql()
                .filter(server -> server.address().equals(given.address()))
                .flatMap(ExternalMysql::user);
        return given.user().isPresent() || user.isEmpty() ? given : given.withUser(user.get());
    }

    private void requireSame(String server, Optional<String> kept, Optional<String> given) {
        if (given.isPresent() && !given.equals(kept)) {
            throw new StackException("The local stack in " + state + " holds topics and offsets of "
                    + kept.map(address -> "the " + server + " at " + address).orElse(server + " as its own server")
                    + "; with the one at " + given.get() + " they mean nothing.\nBegin anew with: ./cdc down --purge"
                    + "    (which removes nothing of servers that are not the stack's own), then run the same command"
                    + " again. Or leave the option out, to go on as before.");
        }
    }

    public void keep(ExternalServers servers) {
        Properties kept = new Properties();
        servers.mysql().ifPresent(server -> {
            kept.setProperty(MYSQL, server.jdbcUrl());
            server.user().ifPresent(user -> kept.setProperty(MYSQL_USER, user));
        });
        servers.elasticsearch()
                .ifPresent(server ->
                        kept.setProperty(ELASTICSEARCH, server.address().toString()));
        PropertiesFile.write(file(), kept);
    }

    private ExternalServers read() {
        Properties kept = PropertiesFile.readIfThere(file());
        try {
            return new ExternalServers(
                    Optional.ofNullable(kept.getProperty(MYSQL)).map(address -> mysql(address, kept)),
                    Optional.ofNullable(kept.getProperty(ELASTICSEARCH)).map(ExternalElasticsearch::parse));
        } catch (IllegalArgumentException e) {
            throw new StackException(
                    "The file " + file() + " was changed by hand: " + e.getMessage()
                            + ".\nCorrect it, or begin anew: delete the folder " + state + ".",
                    e);
        }
    }

    private static ExternalMysql mysql(String address, Properties kept) {
        ExternalMysql server = ExternalMysql.parse(address);
        String user = kept.getProperty(MYSQL_USER);
        return user == null ? server : server.withUser(user);
    }

    private Path file() {
        return state.resolve("foreign-servers.properties");
    }
}
