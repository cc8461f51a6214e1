package io.headrace.console.server;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a pipeline are, and how each lets the operations in. Nothing is contacted until an operation runs. A server
 * that was not given is told when an operation asks for it.
 *
 * <p>A user and password in an HTTP address ({@code http://user:password@host}) are sent as basic authentication and never
 * shown.
 */
public final class PipelineEndpoints {

    private final @Nullable HttpServer connect;
    private final @Nullable HttpServer search;
    private final @Nullable HttpServer listener;
    private final @Nullable Brokers kafka;
    private final @Nullable Mysql mysql;

    private record HttpServer(URI address, Credentials credentials) {}

    private record Brokers(String bootstrapServers, Map<String, String> properties) {}

    private record Mysql(String jdbcUrl, String user, String password, Map<String, String> properties) {}

    private PipelineEndpoints(Builder builder) {
        this.connect = builder.connect;
        this.search = builder.search;
        this.listener = builder.listener;
        this.kafka = builder.kafka;
        this.mysql = builder.mysql;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Each server is given once; the last one counts. For one thread. */
    public static final class Builder {

        private @Nullable HttpServer connect;
        private @Nullable HttpServer search;
        private @Nullable HttpServer listener;
        private @Nullable Brokers kafka;
        private @Nullable Mysql mysql;

        private Builder() {}

        /** The REST address of a Connect worker. */
        public Builder connect(URI address) {
            return connect(address, Credentials.NONE);
        }

        /** @param credentials how Connect lets the operations in, beside what its address says */
        public Builder connect(URI address, Credentials credentials) {
            this.connect = new HttpServer(address, credentials);
            return this;
        }

        /** @param bootstrapServers as {@code host:port,host:port} */
        public Builder kafka(String bootstrapServers) {
            return kafka(bootstrapServers, Map.of());
        }

        /** @param properties further properties of Kafka's clients (SASL, TLS) */
        public Builder kafka(String bootstrapServers, Map<String, String> properties) {
            this.kafka = new Brokers(bootstrapServers, Map.copyOf(properties));
            return this;
        }

        /**
         * A user that may read the captured tables.
         *
         * @param jdbcUrl {@code jdbc:mysql://host:port/database}
         * @param password empty for none
         */
        public Builder mysql(String jdbcUrl, String user, String password) {
            return mysql(jdbcUrl, user, password, Map.of());
        }

        /** @param properties further properties of Connector/J (TLS) */
        public Builder mysql(String jdbcUrl, String user, String password, Map<String, String> properties) {
            this.mysql = new Mysql(jdbcUrl, user, password, Map.copyOf(properties));
            return this;
        }

        /** Elasticsearch or OpenSearch. */
        public Builder elasticsearch(URI address) {
            return elasticsearch(address, Credentials.NONE);
        }

        /** @param credentials how it lets the operations in, beside what its address says */
        public Builder elasticsearch(URI address, Credentials credentials) {
            this.search = new HttpServer(address, credentials);
            return this;
        }

        /** @param address of the listener service; null when none is run */
        public Builder listener(@Nullable URI address) {
            return listener(address, Credentials.NONE);
        }

        /** @param credentials how it lets the operations in, beside what its address says */
        public Builder listener(@Nullable URI address, Credentials credentials) {
            this.listener = address == null ? null : new HttpServer(address, credentials);
            return this;
        }

        public PipelineEndpoints build() {
            return new PipelineEndpoints(this);
        }
    }

    public URI connect() {
        return given(connect, "Kafka Connect", "--connect").address();
    }

    public Credentials connectAccess() {
        return given(connect, "Kafka Connect", "--connect").credentials();
    }

    public String bootstrapServers() {
        return given(kafka, "Kafka", "--bootstrap").bootstrapServers();
    }

    /** Further properties of Kafka's clients. */
    public Map<String, String> kafka() {
        return given(kafka, "Kafka", "--bootstrap").properties();
    }

    public boolean hasKafka() {
        return kafka != null;
    }

    public boolean hasMysql() {
        return mysql != null;
    }

    public String jdbcUrl() {
        return given(mysql, "MySQL", "--mysql").jdbcUrl();
    }

    public String mysqlUser() {
        return given(mysql, "MySQL", "--mysql").user();
    }

    public String mysqlPassword() {
        return given(mysql, "MySQL", "--mysql").password();
    }

    /** Further properties of Connector/J. */
    public Map<String, String> mysqlProperties() {
        return given(mysql, "MySQL", "--mysql").properties();
    }

    public URI elasticsearch() {
        return given(search, "the search server", "--elasticsearch").address();
    }

    public Credentials elasticsearchAccess() {
        return given(search, "the search server", "--elasticsearch").credentials();
    }

    /** Null when no listener is run. */
    public @Nullable URI listener() {
        return listener == null ? null : listener.address();
    }

    public Credentials listenerAccess() {
        return listener == null ? Credentials.NONE : listener.credentials();
    }

    /** The same servers, where another user reads MySQL. */
    public PipelineEndpoints withMysqlUser(String user, String password) {
        Builder other = new Builder();
        other.connect = connect;
        other.search = search;
        other.listener = listener;
        other.kafka = kafka;
        return other.mysql(jdbcUrl(), user, password, mysqlProperties()).build();
    }

    private static <T> T given(@Nullable T server, String what, String option) {
        if (server == null) {
            throw new Problem(
                    Problem.Kind.USAGE, "Needed the address of " + what + ", and it is not given: " + option + ".");
        }
        return server;
    }

    /** The addresses without any secret. */
    @Override
    public String toString() {
        List<String> servers = new ArrayList<>();
        if (connect != null) {
            servers.add("connect " + Rest.shown(connect.address()));
        }
        if (kafka != null) {
            servers.add("kafka " + kafka.bootstrapServers());
        }
        if (mysql != null) {
            servers.add("mysql " + Database.shown(mysql.jdbcUrl()));
        }
        if (search != null) {
            servers.add("elasticsearch " + Rest.shown(search.address()));
        }
        return String.join(", ", servers);
    }
}
