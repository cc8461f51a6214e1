package io.headrace.console.server;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the pipeline's parts are. Nothing is contacted until an operation runs.
 *
 * <p>A user and password in the Connect or Elasticsearch address ({@code http://user:password@host}) are sent as basic
 * authentication and never shown.
 *
 * @param connect REST address of a Connect worker
 * @param bootstrapServers Kafka brokers
 * @param jdbcUrl {@code jdbc:mysql://host:port/database}
 * @param mysqlUser a user that may read the captured tables
 * @param mysqlPassword its password, empty for none
 * @param elasticsearch address of Elasticsearch or OpenSearch
 * @param listener HTTP address of the listener service; null when none is run
 * @param kafka further Kafka client properties (SASL, TLS)
 * @param mysqlProperties further Connector/J properties (TLS)
 * @param connectAccess how Connect lets the operations in, beside what its address says
 * @param elasticsearchAccess the same for Elasticsearch
 * @param listenerAccess the same for the listener
 */
public record PipelineEndpoints(
        URI connect,
        String bootstrapServers,
        String jdbcUrl,
        String mysqlUser,
        String mysqlPassword,
        URI elasticsearch,
        @Nullable URI listener,
        Map<String, String> kafka,
        Map<String, String> mysqlProperties,
        Credentials connectAccess,
        Credentials elasticsearchAccess,
        Credentials listenerAccess) {

    public PipelineEndpoints {
        kafka = Map.copyOf(kafka);
        mysqlProperties = Map.copyOf(mysqlProperties);
    }

    public PipelineEndpoints(
            URI connect,
            String bootstrapServers,
            String jdbcUrl,
            String mysqlUser,
            String mysqlPassword,
            URI elasticsearch,
            @Nullable URI listener) {
        this(
                connect,
                bootstrapServers,
                jdbcUrl,
                mysqlUser,
                mysqlPassword,
                elasticsearch,
                listener,
                Map.of(),
                Map.of(),
                Credentials.NONE,
                Credentials.NONE,
                Credentials.NONE);
    }

    /** The same servers, where another user reads MySQL. */
    public PipelineEndpoints withMysqlUser(String user, String password) {
        return new PipelineEndpoints(
                connect,
                bootstrapServers,
                jdbcUrl,
                user,
                password,
                elasticsearch,
                listener,
                kafka,
                mysqlProperties,
                connectAccess,
                elasticsearchAccess,
                listenerAccess);
    }

    /** The addresses without any secret. */
    @Override
    public String toString() {
        return "connect " + Rest.shown(connect) + ", kafka " + bootstrapServers + ", mysql " + Database.shown(jdbcUrl)
                + ", elasticsearch " + Rest.shown(elasticsearch);
    }
}
