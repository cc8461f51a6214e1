package io.headrace.stack.external;

import io.headrace.stack.client.Logins;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.port.ServerPort;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The servers that a stack uses in place of its own. It neither starts nor stops them, and deletes nothing in them. */
public record ExternalServers(Optional<ExternalMysql> mysql, Optional<ExternalElasticsearch> elasticsearch) {
    public static final ExternalServers NONE = new ExternalServers(Optional.empty(), Optional.empty());

    /** The ports that the stack does not need because of them. */
    public Set<ServerPort> replacedPorts() {
        Set<ServerPort> ports = EnumSet.noneOf(ServerPort.class);
        mysql.ifPresent(server -> ports.add(ServerPort.MYSQL));
        elasticsearch.ifPresent(
                server -> ports.addAll(Set.of(ServerPort.ELASTICSEARCH, ServerPort.ELASTICSEARCH_TRANSPORT)));
        return ports;
    }

    /**
     * The users to log in with: those of the demo database, under the names that they have on an external MySQL.
     *
     * @param environment has the passwords, and the name of the user who reads the binlog
     */
    public Logins logins(Map<String, String> environment) {
        Logins demo = Logins.from(environment);
        return mysql.map(server -> server.logins(demo, environment)).orElse(demo);
    }

    /** @throws StackException if one does not answer, or does not let the users in */
    public void requireAnswers(Logins logins, Consumer<String> progress) {
        mysql.ifPresent(server -> {
            server.requireAnswer(logins.app(), "--mysql-user", Logins.APP_PASSWORD);
            server.requireAnswer(logins.debezium(), Logins.DEBEZIUM_USER, Logins.DEBEZIUM_PASSWORD);
            progress.accept("Your MySQL answers on " + server.address());
        });
        elasticsearch.ifPresent(server -> {
            server.requireAnswer();
            progress.accept("Your Elasticsearch answers on " + server.address());
        });
    }
}
