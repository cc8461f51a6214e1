package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A row is a document: by every column, however it came, whatever is done to it. */
class RowToDocumentIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    @RegisterExtension
    static final Pipeline pipeline = new Pipeline();

    /** The shipped sink writes orders; one like it writes the other tables, so that their types are seen too. */
    @BeforeAll
    static void sinkTheOtherTablesToo() throws IOException, InterruptedException {
        String sink = """
                {"name": "other-tables", "config": {
                  "connector.class": "io.headrace.search.SearchSinkConnector",
                  "topics.regex": "dbserver1\\\\.inventory\\\\.(customers|order_items|payments)",
                  "consumer.override.metadata.max.age.ms": "2000",
                  "connection.url": "${env:HEADRACE_ELASTICSEARCH_URL}",
                  "key.converter": "org.apache.kafka.connect.converters.ByteArrayConverter",
                  "value.converter": "org.apache.kafka.connect.converters.ByteArrayConverter"}}
                """;
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(pipeline.endpoints().connect().resolve("/connectors"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(sink))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldEveryColumnOfEveryRowByValueFromTheSnapshotAndFromTheStream(ExpectedDocuments table)
            throws SQLException {
        try (Connection mysql = pipeline.mysql()) {
            awaitEqual(table, mysql);

            try (Statement statement = mysql.createStatement()) {
                // Every row once more, by the stream this time, with a value of its own.
                statement.executeUpdate("UPDATE " + table.table() + " SET " + touched(table));
            }

            awaitEqual(table, mysql);
        }
    }

    @Test
    void shouldFollowARowFromItsCreationThroughAnUpdateToItsEnd() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Statement statement = mysql.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO orders (id, order_number, customer_id, customer_email, total, currency, shipping_address)
                    VALUES (700001, 'ON-LIFE', 1, 'ada@example.com', 12.30, 'CHF', '{"city": "Zürich", "lines": [1, "b", null]}')
                    """);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(document(700001)).containsEntry("status", "\"NEW\""));

            statement.executeUpdate(
                    "UPDATE orders SET status = 'PAID', notes = 'naïve 🎁 \"quoted\"' WHERE id = 700001");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(document(700001))
                            .containsEntry("status", "\"PAID\"")
                            .containsEntry("shipping_address", "{\"city\":\"Zürich\",\"lines\":[1,\"b\",null]}"));

            statement.executeUpdate("DELETE FROM orders WHERE id = 700001");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(document(700001)).isEmpty());
        }
    }

    @Test
    void shouldMoveTheDocumentWhenThePrimaryKeyChanges() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Statement statement = mysql.createStatement()) {
            statement.executeUpdate("""
                    INSERT INTO orders (id, order_number, customer_id, customer_email, total, currency, shipping_address)
                    VALUES (700002, 'ON-MOVE', 1, 'ada@example.com', 1, 'CHF', '{}')
                    """);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(document(700002)).isNotEmpty());

            statement.executeUpdate("UPDATE orders SET id = 700003 WHERE id = 700002");

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(document(700002)).isEmpty();
                assertThat(document(700003)).containsEntry("order_number", "\"ON-MOVE\"");
            });
            statement.executeUpdate("DELETE FROM orders WHERE id = 700003");
        }
    }

    private static Map<String, String> document(long id) {
        Map<String, String> fields = new TreeMap<>();
        pipeline.index()
                .document("orders", id)
                .ifPresent(document -> document.properties()
                        .forEach(field ->
                                fields.put(field.getKey(), field.getValue().toString())));
        return fields;
    }

    private static void awaitEqual(ExpectedDocuments table, Connection mysql) throws SQLException {
        Map<String, JsonNode> expected = table.read(mysql);
        String index = table == ExpectedDocuments.ORDERS ? "orders" : "dbserver1.inventory." + table.table();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Map<String, JsonNode> actual = pipeline.index().documents(index);
            assertThat(actual.keySet()).as("ids in %s", index).isEqualTo(expected.keySet());
            Map<String, Map<String, String>> differences = new TreeMap<>();
            expected.forEach((id, row) -> {
                Map<String, String> differing = SameDocument.differences(row, actual.get(id));
                if (!differing.isEmpty()) {
                    differences.put(id, differing);
                }
            });
            assertThat(differences).as("documents of %s that differ", index).isEmpty();
        });
    }

    private static String touched(ExpectedDocuments table) {
        return switch (table) {
            case CUSTOMERS -> "loyalty_points = loyalty_points + 1, newsletter = 1 - newsletter";
            case ORDERS -> "total = total + 0.01";
            case ORDER_ITEMS -> "quantity = quantity + 1, unit_price = unit_price + 0.05";
            case PAYMENTS -> "amount = amount + 0.01, reference = UNHEX(MD5(CONCAT('again', id)))";
        };
    }
}
