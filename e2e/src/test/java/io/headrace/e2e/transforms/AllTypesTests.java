package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every MySQL type through Debezium, the transforms and the sink, by snapshot and by streaming, into the index. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AllTypesTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOPIC = "alltypes.types.all_types";
    private static final String INDEX = "all-types";
    private static final int ROWS = 3;
    private static final int STREAMED = 10;

    private final Servers servers = TransformsIT.servers();
    private Map<String, JsonNode> documents;

    @BeforeAll
    void runEveryTypeThroughThePipeline() throws Exception {
        createTable();
        insert(0);
        servers.call("PUT", servers.at().elasticsearch() + "/" + INDEX, mapping());
        servers.connector("all-types-source", source());
        servers.awaitTopic(TOPIC);
        Map<String, String> sink = servers.sink(TOPIC, INDEX);
        sink.putAll(Map.of("index.create", "false", "document.max.depth", "110"));
        servers.connector("all-types-sink", sink);
        servers.awaitDocuments(INDEX, "all-types-sink", ROWS);
        servers.sql(
                "CREATE TABLE types.later (id INT PRIMARY KEY, b BOOLEAN, bit1 BIT(1), f FLOAT, y YEAR, lang VARCHAR(5) DEFAULT 'en')",
                "INSERT INTO types.later VALUES (1, TRUE, b'1', 47.376887, 0, NULL)");
        insert(STREAMED);
        documents = servers.awaitDocuments(INDEX, "all-types-sink", 2 * ROWS);
        servers.delete("all-types-source");
        servers.delete("all-types-sink");
    }

    @TestFactory
    List<DynamicTest> shouldBecomeWhatTheTypeTableSays() {
        return each(type -> {
            for (int row = 0; row < ROWS; row++) {
                JsonNode expected = exact(type.json(row));
                assertThat(column(row, type)).as("snapshot, row %d", row).isEqualTo(expected);
                assertThat(column(STREAMED + row, type))
                        .as("streaming, row %d", row)
                        .isEqualTo(expected);
            }
        });
    }

    @TestFactory
    List<DynamicTest> shouldBeInTheIndexWhatJdbcReads() {
        return each(type -> {
            Map<Integer, String> read = read(type);
            assertThat(read).hasSize(2 * ROWS);
            read.forEach((id, text) -> assertThat(JdbcReading.ofDocument(type, column(id, type)))
                    .as("row %d", id)
                    .isEqualTo(JdbcReading.ofText(type, text)));
        });
    }

    /** A snapshot reads BOOLEAN as TINYINT(1), and YEAR 0000 as 2000, which nothing tells from 2000. */
    @Test
    void shouldBecomeTheSameInATableThatIsMadeWhileStreaming() {
        // When
        List<String> events = new RawTopics(servers.at().bootstrapServers())
                .everything("alltypes.types.later").stream()
                        .map(RawTopics::text)
                        .filter(text -> text.contains("\"after\""))
                        .toList();

        // Then
        assertThat(events).hasSize(1);
        assertThat(events.get(0))
                .contains("\"after\":{\"id\":1,\"b\":1,\"bit1\":true,\"f\":47.3769,\"y\":0,\"lang\":null}");
    }

    private interface Check {
        void run(AllTypes type) throws Exception;
    }

    private static List<DynamicTest> each(Check check) {
        return Arrays.stream(AllTypes.values())
                .map(type -> DynamicTest.dynamicTest(type.definition(), () -> check.run(type)))
                .toList();
    }

    private static JsonNode exact(String json) throws Exception {
        return new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(json);
    }

    private JsonNode column(int id, AllTypes type) {
        return documents.get(Integer.toString(id)).get(type.column());
    }

    private Map<Integer, String> read(AllTypes type) throws Exception {
        Map<Integer, String> texts = new TreeMap<>();
        try (Connection connection = servers.mysql();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, " + JdbcReading.expression(type) + " FROM types.all_types")) {
            while (rows.next()) {
                texts.put(rows.getInt(1), rows.getString(2));
            }
        }
        return texts;
    }

    private void createTable() throws Exception {
        String columns =
                Arrays.stream(AllTypes.values()).map(AllTypes::definition).collect(Collectors.joining(", "));
        servers.sql(
                "CREATE DATABASE types CHARACTER SET utf8mb4",
                "CREATE TABLE types.all_types (id INT PRIMARY KEY, " + columns + ")");
    }

    private void insert(int firstId) throws Exception {
        for (int row = 0; row < ROWS; row++) {
            int index = row;
            String values = Arrays.stream(AllTypes.values())
                    .map(type -> type.sql(index))
                    .collect(Collectors.joining(", "));
            servers.sql("INSERT INTO types.all_types VALUES (" + (firstId + row) + ", " + values + ")");
        }
    }

    private static String mapping() throws Exception {
        Map<String, Object> fields = new TreeMap<>();
        for (AllTypes type : AllTypes.values()) {
            fields.put(
                    type.column(),
                    switch (String.valueOf(type.mapping())) {
                        // Types of modules that a real installation has, and the server from Maven's artifacts has not.
                        case "geo_shape", "null" -> Map.of("type", "object", "enabled", false);
                        case "unsigned_long" -> Map.of("type", "keyword");
                        default -> Map.of("type", type.mapping());
                    });
        }
        fields.put("id", Map.of("type", "integer"));
        return JSON.writeValueAsString(Map.of("mappings", Map.of("dynamic", "strict", "properties", fields)));
    }

    private Map<String, String> source() {
        Map<String, String> config = servers.source("alltypes", "types.all_types,types.later");
        config.put("bigint.unsigned.handling.mode", "long");
        config.put("datatype.propagate.source.type", ".+\\.(FLOAT|DOUBLE|REAL|BOOL).*");
        config.put("transforms", "fields");
        config.put("transforms.fields.type", "io.headrace.transforms.FieldPipeline");
        config.put("transforms.fields.steps", "types,json");
        config.put("transforms.fields.types.type", "DebeziumTypeConverter");
        config.put("transforms.fields.types.boolean.fields", AllTypes.BOOL.column());
        config.put("transforms.fields.types.unsigned.fields", AllTypes.BIGINT_U.column());
        config.put("transforms.fields.types.uuid.fields", AllTypes.BINARY16.column());
        config.put("transforms.fields.types.on.missing.field", "ignore");
        config.put("transforms.fields.json.type", "ExpandJson");
        return config;
    }
}
