package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.engine.ChangeEvent;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.format.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped source settings and the least-privileged user against a MySQL from wherever one can be had. */
class DebeziumIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void shouldReadTheSnapshotAndEachChangeWithTheLeastPrivilegedUser(@TempDir Path folder)
            throws IOException, SQLException {
        Map<String, JsonNode> snapshot = new ConcurrentHashMap<>();
        List<String> operations = new CopyOnWriteArrayList<>();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (MysqlProvider mysql = MysqlProvider.start();
                DebeziumEngine<ChangeEvent<String, String>> engine = DebeziumEngine.create(Json.class)
                        .using(settings(mysql, folder))
                        .notifying(event -> record(event, snapshot, operations))
                        .build();
                Connection connection = DriverManager.getConnection(
                        mysql.jdbcUrl(), mysql.app().user(), mysql.app().password());
                Statement statement = connection.createStatement()) {
            thread.execute(engine);
            await().atMost(Duration.ofMinutes(2)).until(() -> snapshot.size() == 1200);

            statement.executeUpdate("UPDATE orders SET status = 'CANCELLED' WHERE id = 1");
            statement.executeUpdate("""
                    INSERT INTO orders (id, order_number, customer_id, customer_email, total, currency, shipping_address)
                    VALUES (700001, 'ON-DBZ', 1, 'ada@example.com', 12.30, 'CHF', '{"city": "Bern"}')
                    """);
            statement.executeUpdate("DELETE FROM orders WHERE id = 700001");

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(operations).containsExactly("u 1", "c 700001", "d 700001"));
            assertThat(snapshot.get("1").path("total").isNumber())
                    .as("a decimal is a number")
                    .isTrue();
            assertThat(snapshot.get("1").path("shipping_address").isObject())
                    .as("JSON is an object")
                    .isTrue();
        } finally {
            thread.shutdownNow();
        }
    }

    private static void record(
            ChangeEvent<String, String> event, Map<String, JsonNode> snapshot, List<String> operations) {
        if (event.value() == null
                || event.destination() == null
                || !event.destination().endsWith(".orders")) {
            return;
        }
        try {
            JsonNode envelope = JSON.readTree(event.value());
            String id = JSON.readTree(event.key()).get("id").asText();
            if (envelope.get("op").asText().equals("r")) {
                snapshot.put(id, envelope.get("after"));
            } else {
                operations.add(envelope.get("op").asText() + " " + id);
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The settings of connect-configs/mysql-source.json, less those of Connect itself. */
    private static Properties settings(MysqlProvider mysql, Path folder) {
        Properties settings = new Properties();
        ConnectorFile.read("mysql-source.json").resolved().forEach((key, value) -> {
            if (!key.matches("(topic\\.creation|producer\\.override|key\\.converter|value\\.converter|exactly\\.once"
                    + "|schema\\.history|tasks).*")) {
                settings.setProperty(key, value);
            }
        });
        settings.setProperty("name", "debezium-it");
        settings.setProperty("database.hostname", mysql.host());
        settings.setProperty("database.port", Integer.toString(mysql.port()));
        settings.setProperty("database.user", mysql.debezium().user());
        settings.setProperty("database.password", mysql.debezium().password());
        settings.setProperty("schema.history.internal", "io.debezium.relational.history.MemorySchemaHistory");
        settings.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        settings.setProperty(
                "offset.storage.file.filename", folder.resolve("offsets").toString());
        settings.setProperty("converter.schemas.enable", "false");
        settings.setProperty("converter.decimal.format", "NUMERIC");
        return settings;
    }
}
