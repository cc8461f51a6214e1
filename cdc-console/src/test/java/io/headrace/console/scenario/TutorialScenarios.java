package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.lint.Lint;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import io.headrace.console.validate.Validate;
import io.headrace.console.validate.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector pair of a tutorial for older versions, on servers of today. */
abstract class TutorialScenarios {

    private final ConnectRest connect = new ConnectRest(OperationsIT.target);
    private final String table =
            "tutorial" + Long.toString(System.currentTimeMillis(), 36).toLowerCase(Locale.ROOT);

    @TempDir
    Path folder;

    @AfterEach
    void removeThePair() throws Exception {
        connect.names().stream()
                .filter(connector -> connector.startsWith(table))
                .forEach(connect::delete);
        try (Topics topics = Topics.open(OperationsIT.target)) {
            topics.delete(topics.beginningWith("").stream()
                    .filter(topic -> topic.contains(table))
                    .toList());
        }
        new Rest("Elasticsearch", OperationsIT.target.elasticsearch()).delete("/" + table, null);
        Fixes.sql("DROP TABLE IF EXISTS inventory." + table);
    }

    @Test
    void shouldBringRowsToTheIndexOnceLintHasCorrectedThePair() throws Exception {
        // Given
        Fixes.sql(
                "CREATE TABLE inventory." + table + " (id BIGINT PRIMARY KEY, status VARCHAR(20))",
                "INSERT INTO inventory." + table + " VALUES (1, 'NEW'), (2, 'PAID')");
        List<Lint.Source> pair = List.of(new Lint.Source("source", source()), new Lint.Source("sink", sink()));

        // When
        Map<String, String> corrected = new Lint(pair).fix();

        // Then
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> file : corrected.entrySet()) {
            files.add(Files.writeString(folder.resolve(file.getKey() + ".json"), file.getValue()));
        }
        Validation validation = new Validate(OperationsIT.target, files, true).run();
        assertThat(validation.connectors())
                .hasSize(2)
                .allSatisfy(connector -> assertThat(connector.errors()).isEmpty());
        for (String text : corrected.values()) {
            ObjectNode connector = (ObjectNode) Rest.JSON.readTree(text);
            connect.putConfig(connector.path("name").asText(), (ObjectNode) connector.path("config"));
        }
        SearchRest search = new SearchRest(OperationsIT.target);
        Fixes.eventually(() -> assertThat(search.countOrUnknown(table)).isEqualTo(2));
        Fixes.sql("DELETE FROM inventory." + table + " WHERE id = 1");
        Fixes.eventually(() -> assertThat(search.countOrUnknown(table)).isEqualTo(1));
    }

    private String source() {
        return """
                {"name": "%1$s-source", "config": {
                  "connector.class": "io.debezium.connector.mysql.MySqlConnector", "tasks.max": "1",
                  "database.hostname": "127.0.0.1", "database.port": "%2$d", "database.user": "debezium",
                  "database.password": "dbz", "database.server.id": "%3$d", "database.server.name": "%1$s",
                  "database.include.list": "inventory", "table.include.list": "inventory.%1$s",
                  "database.history.kafka.bootstrap.servers": "%4$s",
                  "database.history.kafka.topic": "schema-changes.%1$s"}}
                """.formatted(
                        table,
                        OperationsIT.stack.endpoints().mysqlPort(),
                        200_000 + System.currentTimeMillis() % 1_000_000,
                        OperationsIT.target.bootstrapServers());
    }

    private String sink() {
        return """
                {"name": "%1$s-sink", "config": {
                  "connector.class": "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector", "tasks.max": "1",
                  "topics": "%1$s", "connection.url": "%2$s", "type.name": "order",
                  "key.ignore": "true", "schema.ignore": "true"}}
                """.formatted(table, OperationsIT.target.elasticsearch());
    }
}
