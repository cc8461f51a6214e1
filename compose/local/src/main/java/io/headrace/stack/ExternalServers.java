package io.headrace.stack;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The servers that a stack uses in place of its own. It neither starts nor stops them, and removes nothing of theirs. */
public record ExternalServers(Optional<ExternalMysql> mysql, Optional<ExternalElasticsearch> elasticsearch) {
    public static final ExternalServers NONE = new ExternalServers(Optional.empty(), Optional.empty());

    /** What the stack needs no port of its own for. */
    Set<PortPlan.Use> uses() {
        Set<PortPlan.Use> uses = EnumSet.noneOf(PortPlan.Use.class);
        mysql.ifPresent(server -> uses.add(PortPlan.Use.MYSQL));
        elasticsearch.ifPresent(
                server -> uses.addAll(Set.of(PortPlan.Use.ELASTICSEARCH, PortPlan.Use.ELASTICSEARCH_TRANSPORT)));
        return uses;
    }

    /** @throws StackException when one does not answer, or does not let the users in */
    void requireAnswers(Logins logins, Consumer<String> progress) {
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
