package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.Ports;
import io.headrace.stack.Size;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every MySQL type through Debezium and the transforms, by snapshot and by streaming, into the topic and the index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllTypesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String TOPIC = "alltypes.types.all_types";
    private static final int STREAMED = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private LocalStack stack;
    private Map<Integer, JsonNode> rows;

    @BeforeAll
    void runEveryTypeThroughThePipeline() throws Exception {
        stack = LocalStack.builder()
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .build();
        stack.start();
        createTable();
        insert(0);
        call("PUT", stack.endpoints().elasticsearch() + "/all-types", mapping());
        call("POST", stack.endpoints().connect() + "/connectors", source());
        call("POST", stack.endpoints().connect() + "/connectors", sink());
        rows = read(3);
        insert(STREAMED);
        rows = read(6);
        awaitDocuments(6);
    }

    @AfterAll
    void stop() {
        stack.close();
    }

    @TestFactory
    List<DynamicTest> shouldBecomeWhatTheTypeTableSays() {
        return Arrays.stream(AllTypes.values())
                .map(type -> DynamicTest.dynamicTest(type.definition(), () -> {
                    for (int row = 0; row < 3; row++) {
                        JsonNode expected = JSON.readTree(type.json(row));
                        assertThat(column(row, type))
                                .as("snapshot, row %d", row)
                                .isEqualTo(expected);
                        assertThat(column(STREAMED + row, type))
                                .as("streaming, row %d", row)
                                .isEqualTo(expected);
                    }
                }))
                .toList();
    }

    @Test
    void shouldBeInTheIndexAsInTheTopic() throws Exception {
        String search = stack.endpoints().elasticsearch() + "/all-types/_search?size=10";
        call("POST", stack.endpoints().elasticsearch() + "/all-types/_refresh", "");
        JsonNode hits = JSON.readTree(send("GET", search, "").body()).at("/hits/hits");
        Map<Integer, JsonNode> documents = new TreeMap<>();
        hits.forEach(hit -> documents.put(hit.at("/_source/id").asInt(), hit.get("_source")));
        assertThat(documents).isEqualTo(rows);
    }

    private void awaitDocuments(int count) {
        await().atMost(LIMIT)
                .failFast(() -> assertThat(status("all-types-sink")).doesNotContain("FAILED"))
                .until(() -> documents() == count);
    }

    private long documents() throws Exception {
        call("POST", stack.endpoints().elasticsearch() + "/all-types/_refresh", "");
        return JSON.readTree(send("GET", stack.endpoints().elasticsearch() + "/all-types/_count", "")
                        .body())
                .get("count")
                .asLong();
    }

    private JsonNode column(int id, AllTypes type) {
        return Objects.requireNonNull(rows.get(id), "row " + id).get(type.column());
    }

    private void createTable() throws Exception {
        String columns =
                Arrays.stream(AllTypes.values()).map(AllTypes::definition).collect(Collectors.joining(", "));
        sql(
                "CREATE DATABASE types CHARACTER SET utf8mb4",
                "CREATE TABLE types.all_types (id INT PRIMARY KEY, " + columns + ")");
    }

    private void insert(int firstId) throws Exception {
        for (int row = 0; row < 3; row++) {
            int index = row;
            String values = Arrays.stream(AllTypes.values())
                    .map(type -> type.sql(index))
                    .collect(Collectors.joining(", "));
            sql("INSERT INTO types.all_types VALUES (" + (firstId + row) + ", " + values + ")");
        }
    }

    /** Without a strict mode, so that zero dates and labels that an ENUM lacks are taken. */
    private void sql(String... statements) throws Exception {
        Endpoints servers = stack.endpoints();
        try (Connection connection = DriverManager.getConnection(
                        servers.jdbcUrl() + "?allowPublicKeyRetrieval=true&useSSL=false&connectionTimeZone=UTC",
                        servers.logins().root().user(),
                        servers.logins().root().password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET sql_mode = '', time_zone = '+00:00'");
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    private static String mapping() throws Exception {
        Map<String, Object> fields = new TreeMap<>();
        for (AllTypes type : AllTypes.values()) {
            fields.put(
                    type.column(),
                    type.mapping() == null
                            ? Map.of("type", "object", "enabled", false)
                            : Map.of("type", type.mapping()));
        }
        return JSON.writeValueAsString(Map.of("mappings", Map.of("dynamic", "strict", "properties", with(fields))));
    }

    private static Map<String, Object> with(Map<String, Object> fields) {
        fields.put("id", Map.of("type", "integer"));
        return fields;
    }

    private String source() throws Exception {
        Endpoints servers = stack.endpoints();
        Map<String, String> config = new HashMap<>();
        config.put("connector.class", "io.debezium.connector.mysql.MySqlConnector");
        config.put("tasks.max", "1");
        config.put("database.hostname", servers.mysqlHost());
        config.put("database.port", Integer.toString(servers.mysqlPort()));
        config.put("database.user", servers.logins().root().user());
        config.put("database.password", servers.logins().root().password());
        config.put("database.server.id", "223399");
        config.put("topic.prefix", "alltypes");
        config.put("table.include.list", "types.all_types");
        config.put("schema.history.internal.kafka.bootstrap.servers", servers.bootstrapServers());
        config.put("schema.history.internal.kafka.topic", "schema-history.alltypes");
        config.put("bigint.unsigned.handling.mode", "long");
        config.put("enable.time.adjuster", "false");
        config.put("transforms", "fields");
        config.put("transforms.fields.type", "io.headrace.transforms.FieldPipeline");
        config.put("transforms.fields.steps", "types,json");
        config.put("transforms.fields.types.type", "DebeziumTypeConverter");
        config.put("transforms.fields.types.boolean.fields", AllTypes.BOOL.column());
        config.put("transforms.fields.types.unsigned.fields", AllTypes.BIGINT_U.column());
        config.put("transforms.fields.types.uuid.fields", AllTypes.BINARY16.column());
        config.put("transforms.fields.types.on.missing.field", "fail");
        config.put("transforms.fields.json.type", "ExpandJson");
        config.put("topic.creation.default.partitions", "1");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("key.converter.schemas.enable", "false");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("value.converter.decimal.format", "NUMERIC");
        return JSON.writeValueAsString(Map.of("name", "all-types-source", "config", config));
    }

    private String sink() throws Exception {
        Map<String, String> config = Map.of(
                "connector.class",
                "io.headrace.search.SearchSinkConnector",
                "tasks.max",
                "1",
                "topics",
                TOPIC,
                "consumer.override.metadata.max.age.ms",
                "1000",
                "connection.url",
                stack.endpoints().elasticsearch().toString(),
                "topic.to.index",
                TOPIC + ":all-types",
                "index.create",
                "false",
                "document.max.depth",
                "110",
                "key.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter",
                "value.converter",
                "org.apache.kafka.connect.converters.ByteArrayConverter");
        return JSON.writeValueAsString(Map.of("name", "all-types-sink", "config", config));
    }

    /** The after images in the topic by id, once there are as many. */
    private Map<Integer, JsonNode> read(int count) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", stack.endpoints().bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed",
                "metadata.max.age.ms", "1000");
        Map<Integer, JsonNode> found = new TreeMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            long end = System.nanoTime() + LIMIT.toNanos();
            while (found.size() < count && System.nanoTime() < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    JsonNode after = JSON.readTree(record.value()).get("after");
                    found.put(after.get("id").asInt(), after);
                }
            }
        }
        assertThat(found)
                .as("rows in %s; the connector says %s", TOPIC, status("all-types-source"))
                .hasSize(count);
        return found;
    }

    private String status(String connector) throws Exception {
        return send("GET", stack.endpoints().connect() + "/connectors/" + connector + "/status", "")
                .body();
    }

    private void call(String method, String address, String body) throws Exception {
        HttpResponse<String> response = send(method, address, body);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    }

    private HttpResponse<String> send(String method, String address, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
