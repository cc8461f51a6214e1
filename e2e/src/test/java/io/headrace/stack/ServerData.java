package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.stack.client.Login;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Leaves something in each server, and looks for it again. */
final class ServerData {
    private final Endpoints endpoints;
    private final String mark;

    ServerData(Endpoints endpoints, String mark) {
        this.endpoints = endpoints;
        this.mark = mark;
    }

    void leaveIn(String server) throws Exception {
        switch (server) {
            case "mysql" ->
                sql("INSERT INTO customers (email, full_name, country) VALUES ('" + mark + "', 'Mark', 'CH')");
            case "kafka" -> produce();
            case "elasticsearch" -> http("PUT", endpoints.elasticsearch() + "/marks/_doc/" + mark, "{\"mark\":true}");
            case "connect" -> http("POST", endpoints.connect() + "/connectors", connector());
            default -> throw new IllegalArgumentException(server);
        }
    }

    void requireIn(String server) throws Exception {
        switch (server) {
            case "mysql" ->
                assertThat(count("SELECT COUNT(*) FROM customers WHERE email = '" + mark + "'"))
                        .isEqualTo(1);
            case "kafka" -> assertThat(consume()).isEqualTo(mark);
            case "elasticsearch" ->
                assertThat(http("GET", endpoints.elasticsearch() + "/marks/_doc/" + mark, ""))
                        .contains("\"found\":true");
            case "connect" ->
                assertThat(http("GET", endpoints.connect() + "/connectors", "")).contains(mark);
            default -> throw new IllegalArgumentException(server);
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    long count(String query) throws SQLException {
        try (Connection connection = connect();
                Statement execution = connection.createStatement();
                ResultSet rows = execution.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        Login app = endpoints.logins().app();
        return DriverManager.getConnection(endpoints.jdbcUrl(), app.user(), app.password());
    }

    private void produce() throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", endpoints.bootstrapServers(), "acks", "all");
        try (Admin admin = Admin.create(settings);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(mark, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(mark, mark)).get();
        }
    }

    private String consume() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", endpoints.bootstrapServers(), "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(mark, 0)));
            for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(30))) {
                return found.value();
            }
            return "no record within 30 s";
        }
    }

    /** A connector that never runs, so that only its configuration matters. */
    private String connector() {
        return """
                {"name":"%1$s","initial_state":"STOPPED","config":{
                 "connector.class":"io.debezium.connector.mysql.MySqlConnector","tasks.max":"1","topic.prefix":"%1$s",
                 "database.hostname":"${env:HEADRACE_MYSQL_HOST}","database.port":"${env:HEADRACE_MYSQL_PORT}",
                 "database.user":"${env:HEADRACE_MYSQL_USER}","database.password":"${env:HEADRACE_MYSQL_PASSWORD}",
                 "database.server.id":"5401","schema.history.internal.kafka.topic":"history.%1$s",
                 "schema.history.internal.kafka.bootstrap.servers":"${env:HEADRACE_KAFKA_BOOTSTRAP}"}}""".formatted(mark);
    }

    static String http(String method, String uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode())
                .as("%s %s: %s", method, uri, response.body())
                .isBetween(200, 299);
        return response.body();
    }
}
