package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The servers that the tests of the transforms share, each with connectors, topics, tables and indices of its own. */
public final class Servers implements AutoCloseable {

    static final Duration LIMIT = Duration.ofMinutes(3);
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final LocalStack stack;

    private Servers(LocalStack stack) {
        this.stack = stack;
    }

    static Servers start() {
        LocalStack stack = LocalStack.builder()
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .build();
        stack.start();
        return new Servers(stack);
    }

    @Override
    public void close() {
        stack.close();
    }

    LocalStack stack() {
        return stack;
    }

    Endpoints at() {
        return stack.endpoints();
    }

    /** As root, in UTC and without a strict mode, so that zero dates and labels that an ENUM lacks are taken. */
    Connection mysql() throws SQLException {
        Connection connection = DriverManager.getConnection(
                at().jdbcUrl() + "?allowPublicKeyRetrieval=true&useSSL=false&connectionTimeZone=UTC",
                at().logins().root().user(),
                at().logins().root().password());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = '', time_zone = '+00:00'");
        }
        return connection;
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = mysql();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    /** A Debezium source of some tables whose topics hold plain JSON; what else it needs is put in by the test. */
    Map<String, String> source(String prefix, String tables) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("tasks.max", "1");
        config.put("database.hostname", at().mysqlHost());
        config.put("database.port", Integer.toString(at().mysqlPort()));
        config.put("database.user", at().logins().root().user());
        config.put("database.password", at().logins().root().password());
        config.put("database.server.id", Integer.toString(700_000 + Math.floorMod(prefix.hashCode(), 100_000)));
        config.put("topic.prefix", prefix);
        config.put("table.include.list", tables);
        config.put("schema.history.internal.kafka.bootstrap.servers", at().bootstrapServers());
        config.put("schema.history.internal.kafka.topic", "schema-history." + prefix);
        config.put("enable.time.adjuster", "false");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.replication.factor", "1");
        config.putAll(plainJson());
        return config;
    }

    static Map<String, String> plainJson() {
        return Map.of(
                "key.converter", "org.apache.kafka.connect.json.JsonConverter",
                "key.converter.schemas.enable", "false",
                "value.converter", "org.apache.kafka.connect.json.JsonConverter",
                "value.converter.schemas.enable", "false",
                "value.converter.decimal.format", "NUMERIC");
    }

    /** A search sink of one topic, which there must be by now, into one index. */
    Map<String, String> sink(String topic, String index) {
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.headrace.search.SearchSinkConnector");
        config.put("tasks.max", "1");
        config.put("topics", topic);
        config.put("consumer.override.metadata.max.age.ms", "1000");
        config.put("consumer.override.auto.offset.reset", "earliest");
        config.put("connection.url", at().elasticsearch().toString());
        config.put("topic.to.index", topic + ":" + index);
        config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        return config;
    }

    void connector(String name, Map<String, String> config) throws IOException {
        call("PUT", at().connect() + "/connectors/" + name + "/config", JSON.writeValueAsString(config));
    }

    void delete(String connector) {
        send("DELETE", at().connect() + "/connectors/" + connector, "");
    }

    String status(String connector) {
        return send("GET", at().connect() + "/connectors/" + connector + "/status", "")
                .body();
    }

    /** The whole answer of the worker about a connector, once its task has failed. */
    String failure(String connector) {
        await().atMost(LIMIT).until(() -> status(connector).contains("\"trace\""));
        return status(connector);
    }

    void awaitTopic(String topic) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", at().bootstrapServers()))) {
            await().atMost(LIMIT).until(() -> names(admin).contains(topic));
        }
    }

    private static Set<String> names(Admin admin) throws Exception {
        return admin.listTopics().names().get();
    }

    /** A topic of one partition that no connector makes. */
    void createTopic(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", at().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        awaitTopic(topic);
    }

    /** The documents of an index by their id, after a refresh; none when there is no such index yet. */
    Map<String, JsonNode> documents(String index) {
        send("POST", at().elasticsearch() + "/" + index + "/_refresh", "");
        Map<String, JsonNode> documents = new TreeMap<>();
        read(send("GET", at().elasticsearch() + "/" + index + "/_search?size=10000", ""))
                .at("/hits/hits")
                .forEach(hit -> documents.put(hit.get("_id").asText(), hit.get("_source")));
        return documents;
    }

    Map<String, JsonNode> awaitDocuments(String index, String connector, int count) {
        await().atMost(LIMIT)
                .failFast(() -> assertThat(status(connector)).doesNotContain("\"trace\""))
                .until(() -> documents(index).size() == count);
        return documents(index);
    }

    void call(String method, String address, String body) {
        HttpResponse<String> response = send(method, address, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    }

    HttpResponse<String> send(String method, String address, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .timeout(LIMIT)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
