package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.validate.Validate;
import io.headrace.console.validate.Validation;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pairs of docs/recipes.md as they are: posted to the worker, found valid, rows changed, and their documents looked up. */
class RecipesIT {
    @RegisterExtension
    static final Lab lab = new Lab();

    private String recipe = "";

    @AfterEach
    void stop() {
        lab.connect().delete(recipe + "-sink");
        lab.connect().delete(recipe + "-source");
    }

    @Test
    void shouldKeepTenantsApartInOneIndex() throws Exception {
        // Given
        for (String tenant : List.of("tenant_ada", "tenant_bob")) {
            database(tenant, "CREATE TABLE invoice (id INT PRIMARY KEY, total DECIMAL(8,2))");
        }
        lab.sql(
                "INSERT INTO tenant_ada.invoice VALUES (7, 10.50)",
                "INSERT INTO tenant_bob.invoice VALUES (7, 20), (8, 1)");
        start("tenants");

        // When
        awaitIds("invoices", "tenant_ada:7", "tenant_bob:7", "tenant_bob:8");
        lab.sql("UPDATE tenant_bob.invoice SET total = 21 WHERE id = 7", "DELETE FROM tenant_bob.invoice WHERE id = 8");

        // Then
        awaitDocuments("invoices", documents -> {
            assertThat(documents).containsOnlyKeys("tenant_ada:7", "tenant_bob:7");
            assertThat(documents.get("tenant_ada:7").get("total").decimalValue())
                    .isEqualByComparingTo("10.50");
            assertThat(documents.get("tenant_bob:7").get("total").decimalValue())
                    .isEqualByComparingTo("21");
        });
        for (String table : List.of("tenant_ada.invoice", "tenant_bob.invoice")) {
            Verdict verdict = verify(table);
            assertThat(verdict.outcome()).as("%s", verdict).isEqualTo(Verdict.Outcome.MATCH);
            assertThat(verdict.isInPart()).as("%s", verdict).isFalse();
        }
    }

    @Test
    void shouldIndexFlatRowsAndTheirDeletions() throws Exception {
        // Given
        database("flat", "CREATE TABLE customer (id INT PRIMARY KEY, name VARCHAR(20) DEFAULT 'nobody', tags JSON)");
        lab.sql("INSERT INTO flat.customer VALUES (1, NULL, '[\"new\"]'), (2, 'bob', NULL)");
        start("flat");

        // When
        awaitIds("flat-customers", "1", "2");
        lab.sql("UPDATE flat.customer SET tags = '[\"old\"]' WHERE id = 1", "DELETE FROM flat.customer WHERE id = 2");

        // Then
        awaitDocuments("flat-customers", documents -> {
            assertThat(documents).containsOnlyKeys("1");
            assertThat(documents.get("1").get("name").isNull()).as("name").isTrue();
            assertThat(documents.get("1").at("/tags/0").asText()).isEqualTo("old");
        });
    }

    @Test
    void shouldPutShardsIntoOneIndex() throws Exception {
        // Given
        database("shards", "CREATE TABLE order_0 (id INT PRIMARY KEY, v INT)", "CREATE TABLE order_1 LIKE order_0");
        lab.sql("INSERT INTO shards.order_0 VALUES (1, 10)", "INSERT INTO shards.order_1 VALUES (1, 20), (2, 30)");
        start("shards");

        // When
        awaitIds("sharded-orders", "1:0", "1:1", "2:1");
        lab.sql("UPDATE shards.order_1 SET v = 21 WHERE id = 1", "DELETE FROM shards.order_1 WHERE id = 2");

        // Then
        awaitDocuments("sharded-orders", documents -> {
            assertThat(documents).containsOnlyKeys("1:0", "1:1");
            assertThat(documents.get("1:0").get("v").asInt()).isEqualTo(10);
            assertThat(documents.get("1:1").get("v").asInt()).isEqualTo(21);
        });
        lab.index().send("PUT", "/sharded-orders/_doc/9:1?refresh=true", "{\"id\":9,\"v\":1}");
        Verdict first = verify("shards.order_0");
        assertThat(first.outcome()).as("%s", first).isEqualTo(Verdict.Outcome.MATCH);
        assertThat(first.isInPart()).as("%s", first).isFalse();
        assertThat(verify("shards.order_1").extra()).containsExactly("9:1");
    }

    @Test
    void shouldAppendToADataStream() throws Exception {
        // Given
        database("stream", "CREATE TABLE visit (id INT PRIMARY KEY, page VARCHAR(20), at TIMESTAMP(3) NOT NULL)");
        lab.sql("INSERT INTO stream.visit VALUES (1, '/', '2026-11-30 08:00:00.123')");
        lab.index()
                .send(
                        "PUT",
                        "/_index_template/visit",
                        Files.readString(LabConnect.folder().resolve("recipes/stream-template.json")));
        start("stream");

        // When
        awaitDocuments("logs-visit-default", documents -> assertThat(documents).hasSize(1));
        lab.sql(
                "INSERT INTO stream.visit VALUES (2, '/cart', '2026-11-30 08:00:01')",
                "UPDATE stream.visit SET page = '/pay' WHERE id = 2",
                "DELETE FROM stream.visit WHERE id = 1");

        // Then
        awaitDocuments(
                "logs-visit-default",
                documents -> assertThat(documents.values())
                        .extracting(visit -> visit.get("page").asText() + " "
                                + visit.get("@timestamp").asText())
                        .containsExactlyInAnyOrder(
                                "/ 2026-11-30T08:00:00.123000Z",
                                "/cart 2026-11-30T08:00:01.000000Z",
                                "/pay 2026-11-30T08:00:01.000000Z"));
    }

    @Test
    void shouldIndexTheEventsOfAnOutboxByTheirIds() throws Exception {
        // Given
        database(
                "outbox",
                "CREATE TABLE outbox (id CHAR(36) PRIMARY KEY, aggregatetype VARCHAR(30), aggregateid VARCHAR(30), type VARCHAR(30),"
                        + " payload JSON)");
        start("outbox");
        // A row that is added and deleted before the source reads the binlog is no event.
        await().atMost(Line.LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
            lab.sql("INSERT INTO outbox.outbox VALUES (UUID(), 'order', '7', 'OrderMade', '{}')");
            return !lab.index().documents("outbox.event.order").isEmpty();
        });

        // When
        lab.sql(
                "INSERT INTO outbox.outbox VALUES ('e-1', 'order', '7', 'OrderPaid', '{\"total\": 1.5, \"lines\": []}')",
                "INSERT INTO outbox.outbox VALUES ('e-2', 'order', '7', 'OrderSent', '{\"note\": null}')",
                "DELETE FROM outbox.outbox");

        // Then
        awaitDocuments("outbox.event.order", documents -> {
            assertThat(documents).containsKeys("e-1", "e-2");
            assertThat(documents.get("e-1").get("total").decimalValue()).isEqualByComparingTo("1.5");
            assertThat(documents.get("e-2").get("event_type").asText()).isEqualTo("OrderSent");
        });
    }

    @Test
    void shouldTakeRowsOfAnAuditForRows() throws Exception {
        // Given
        database(
                "audit",
                "CREATE TABLE trail (id INT PRIMARY KEY, op CHAR(1), source JSON, `before` JSON, `after` JSON)");
        String source = "'{\"connector\": \"shop\", \"ts_ms\": 1}'";
        lab.sql("INSERT INTO audit.trail VALUES (1, 'd', " + source + ", '{\"x\": 1}', NULL)");
        start("audit");

        // When
        lab.sql("INSERT INTO audit.trail VALUES (2, 'u', " + source + ", '{\"x\": 1}', '{\"x\": 2}')");

        // Then
        awaitDocuments("audit-trail", documents -> {
            assertThat(documents).containsOnlyKeys("1", "2");
            assertThat(documents.get("1").get("op").asText()).isEqualTo("d");
            assertThat(documents.get("1").at("/source/connector").asText()).isEqualTo("shop");
            assertThat(documents.get("2").at("/after/x").asInt()).isEqualTo(2);
            assertThat(documents.get("2").size()).as("columns").isEqualTo(5);
        });
    }

    @Test
    void shouldFindUnsignedKeysByTheirNumbers() throws Exception {
        // Given
        database("unsigned", "CREATE TABLE account (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, owner VARCHAR(20))");
        lab.sql("INSERT INTO `unsigned`.account VALUES (1, 'ada'), (18446744073709551615, 'bob')");
        start("unsigned");

        // When
        awaitIds("accounts", "1", "18446744073709551615");
        lab.sql("UPDATE `unsigned`.account SET owner = 'eve' WHERE id = 1");

        // Then
        awaitDocuments(
                "accounts",
                documents ->
                        assertThat(documents.get("1").get("owner").asText()).isEqualTo("eve"));
        JsonNode found = lab.index().send("GET", "/accounts/_search?q=id:18446744073709551615", "");
        assertThat(found.at("/hits/hits/0/_id").asText()).isEqualTo("18446744073709551615");
    }

    @Test
    void shouldGiveATableWithoutKeyOne() throws Exception {
        // Given
        database("no_key", "CREATE TABLE stock (warehouse INT NOT NULL, article INT NOT NULL, amount INT)");
        lab.sql("INSERT INTO no_key.stock VALUES (1, 100, 5), (2, 50, 7)");
        start("no-key");

        // When
        awaitIds("stock", "1:100", "2:50");
        lab.sql(
                "UPDATE no_key.stock SET amount = 4 WHERE warehouse = 1",
                "DELETE FROM no_key.stock WHERE warehouse = 2");

        // Then
        awaitDocuments("stock", documents -> {
            assertThat(documents).containsOnlyKeys("1:100");
            assertThat(documents.get("1:100").get("amount").asInt()).isEqualTo(4);
        });
    }

    private static Verdict verify(String table) {
        return new Verify(lab.target(), Verify.Options.of(table, null), text -> {}).run();
    }

    private void database(String name, String... tables) throws Exception {
        lab.sql(
                "CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4",
                "GRANT SELECT ON `" + name.replace("_", "\\_") + "`.* TO 'debezium'@'%'",
                "USE `" + name + "`");
        for (String table : tables) {
            lab.sql("USE `" + name + "`", table);
        }
    }

    private void start(String name) {
        recipe = name;
        for (String end : List.of("-source", "-sink")) {
            lab.connect().put(name + end, LabConnect.shipped("recipes/" + name + end + ".json"));
        }
        Path folder = LabConnect.folder().resolve("recipes");
        Validation validation = new Validate(
                        lab.target(),
                        List.of(folder.resolve(name + "-source.json"), folder.resolve(name + "-sink.json")),
                        false)
                .run();
        assertThat(validation.valid()).as("validate says %s", validation).isTrue();
    }

    private void awaitIds(String index, String... ids) {
        awaitDocuments(index, documents -> assertThat(documents.keySet()).isEqualTo(Set.of(ids)));
    }

    private void awaitDocuments(String index, ThrowingConsumer<Map<String, JsonNode>> requirement) {
        await().atMost(Line.LIMIT)
                .failFast(() -> assertThat(lab.connect().failure(recipe + "-source")
                                + lab.connect().failure(recipe + "-sink"))
                        .as("tasks that failed")
                        .isEmpty())
                .untilAsserted(() -> requirement.accept(lab.index().documents(index)));
    }
}
