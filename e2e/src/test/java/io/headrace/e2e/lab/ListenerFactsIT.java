package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.listener.change.Created;
import io.headrace.listener.change.KeyChanged;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.SchemaChanged;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.spi.TopicName;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the shipped source really writes, as the listener's decoder reads it: docs/listener.md says no more than this. */
class ListenerFactsIT {
    @RegisterExtension
    static final Lab lab = new Lab();

    private static Line line;

    @BeforeAll
    static void start() throws SQLException {
        line = lab.line("told").database();
        line.source().put("skipped.operations", "none"); // Debezium leaves truncates out by default
        line.start();
    }

    @AfterAll
    static void stop() {
        line.stop();
    }

    @Test
    void shouldFindTheTopicOfATableWithAnyName() throws Exception {
        // When
        List<String> tables = List.of("sales data", "it's", "ver.1", "größe", "q`t", "order-lines", "a$b", "日本");
        for (String table : tables) {
            String quoted = "`" + table.replace("`", "``") + "`";
            line.sql(
                    "CREATE TABLE " + quoted + " (id INT PRIMARY KEY, v INT)",
                    "INSERT INTO " + quoted + " VALUES (1, 1)");
        }
        line.awaitDelivered();

        // Then
        for (String table : tables) {
            assertThat(changes(table)).as(table).singleElement().satisfies(change -> {
                assertThat(change).isInstanceOf(Created.class);
                assertThat(change.table()).isEqualTo("told." + table);
            });
        }
    }

    @Test
    void shouldTellWhatReplaceReallyDoes() throws Exception {
        // When
        line.sql(
                "CREATE TABLE one_key (id INT PRIMARY KEY, v INT)",
                "CREATE TABLE two_keys (id INT PRIMARY KEY, code VARCHAR(9) UNIQUE, v INT)",
                "CREATE TABLE three_keys (id INT PRIMARY KEY, a INT UNIQUE, b INT UNIQUE, v INT)",
                "INSERT INTO one_key VALUES (1, 1)",
                "INSERT INTO two_keys VALUES (1, 'a', 1), (2, 'b', 2)",
                "INSERT INTO three_keys VALUES (1, 1, 1, 1), (2, 2, 2, 2), (3, 3, 3, 3)",
                "REPLACE INTO one_key VALUES (1, 2)",
                "REPLACE INTO one_key VALUES (2, 2)",
                "REPLACE INTO one_key VALUES (1, 2)",
                "REPLACE INTO two_keys VALUES (1, 'a', 9)",
                "REPLACE INTO two_keys VALUES (3, 'b', 9)",
                "REPLACE INTO two_keys VALUES (1, 'b', 10)",
                "REPLACE INTO three_keys VALUES (1, 2, 3, 9)",
                "INSERT INTO one_key VALUES (1, 1) ON DUPLICATE KEY UPDATE v = 7");
        line.awaitDelivered();

        // Then
        assertThat(told("one_key"))
                .as("an update; nothing for a row that stays as it is")
                .containsExactly(
                        "create {\"id\":1} {\"id\":1,\"v\":1}",
                        "update {\"id\":1} {\"id\":1,\"v\":2}",
                        "create {\"id\":2} {\"id\":2,\"v\":2}",
                        "update {\"id\":1} {\"id\":1,\"v\":7}");
        assertThat(told("two_keys").subList(2, 7))
                .as("the last key's row is updated, any other is deleted first")
                .containsExactly(
                        "delete {\"id\":1} {\"id\":1,\"code\":\"a\",\"v\":1}",
                        "create {\"id\":1} {\"id\":1,\"code\":\"a\",\"v\":9}",
                        "key-change {\"id\":3} {\"id\":3,\"code\":\"b\",\"v\":9}",
                        "delete {\"id\":1} {\"id\":1,\"code\":\"a\",\"v\":9}",
                        "key-change {\"id\":1} {\"id\":1,\"code\":\"b\",\"v\":10}");
        assertThat(told("three_keys").subList(3, 6))
                .containsExactly(
                        "delete {\"id\":1} {\"id\":1,\"a\":1,\"b\":1,\"v\":1}",
                        "delete {\"id\":2} {\"id\":2,\"a\":2,\"b\":2,\"v\":2}",
                        "key-change {\"id\":1} {\"id\":1,\"a\":2,\"b\":3,\"v\":9}");
    }

    @Test
    void shouldTellKeysInAllTheirDigits() throws Exception {
        // When
        line.sql(
                "CREATE TABLE wide (id BIGINT UNSIGNED PRIMARY KEY, v INT)",
                "CREATE TABLE rate (cur ENUM('EUR','CHF') NOT NULL, tier DECIMAL(30,8) NOT NULL, r INT, PRIMARY KEY (cur, tier))",
                "INSERT INTO wide VALUES (1, 1), (18446744073709551615, 2)",
                "UPDATE wide SET id = 2 WHERE id = 1",
                "DELETE FROM wide WHERE id = 18446744073709551615",
                "INSERT INTO rate VALUES ('CHF', 0.00000001, 1), ('EUR', 1234567890123456789012.5, 2)",
                "UPDATE rate SET tier = 10 WHERE cur = 'CHF'");
        line.awaitDelivered();

        // Then
        assertThat(told("wide"))
                .containsExactly(
                        "create {\"id\":1} {\"id\":1,\"v\":1}",
                        "create {\"id\":18446744073709551615} {\"id\":18446744073709551615,\"v\":2}",
                        "key-change {\"id\":2} {\"id\":2,\"v\":1}",
                        "delete {\"id\":18446744073709551615} {\"id\":18446744073709551615,\"v\":2}");
        assertThat(changes("rate"))
                .extracting(change ->
                        change.origin().key().get("tier").decimalValue().toPlainString())
                .containsExactly("0.00000001", "1234567890123456789012.50000000", "10.00000000");
        assertThat(changes("rate").get(2))
                .isInstanceOfSatisfying(
                        KeyChanged.class,
                        change -> assertThat(change.oldKey().get("tier").decimalValue())
                                .isEqualTo(new BigDecimal("0.00000001")));
    }

    @Test
    void shouldTellTruncatesOfTablesButNotOfPartitions() throws Exception {
        // When
        line.sql(
                "CREATE TABLE hit (id INT NOT NULL, y INT NOT NULL, PRIMARY KEY (id, y)) PARTITION BY RANGE (y) (PARTITION a VALUES"
                        + " LESS THAN (10), PARTITION b VALUES LESS THAN (20), PARTITION c VALUES LESS THAN MAXVALUE)",
                "INSERT INTO hit VALUES (1, 1), (2, 11), (3, 21)",
                "ALTER TABLE hit DROP PARTITION a",
                "ALTER TABLE hit TRUNCATE PARTITION b",
                "CREATE TABLE hit_in LIKE hit",
                "ALTER TABLE hit_in REMOVE PARTITIONING",
                "INSERT INTO hit_in VALUES (9, 29)",
                "ALTER TABLE hit EXCHANGE PARTITION c WITH TABLE hit_in",
                "CREATE TABLE emptied (id INT PRIMARY KEY)",
                "INSERT INTO emptied VALUES (1)",
                "TRUNCATE TABLE emptied",
                "INSERT INTO emptied VALUES (2)");
        line.awaitDelivered();

        // Then
        assertThat(told("hit"))
                .as("rows of dropped, truncated and exchanged partitions")
                .allMatch(change -> change.startsWith("create "))
                .hasSize(3);
        assertThat(changes("emptied").stream().map(change -> change.operation().key()))
                .containsExactly("create", "truncate", "create");
        assertThat(lab.topics().records("told").stream()
                        .flatMap(record -> new JsonChangeDecoder().decode(record).stream())
                        .filter(change -> change.table().equals("told.hit"))
                        .map(change -> ((SchemaChanged) change).ddl()))
                .contains(
                        "ALTER TABLE hit DROP PARTITION a",
                        "ALTER TABLE hit TRUNCATE PARTITION b",
                        "ALTER TABLE hit EXCHANGE PARTITION c WITH TABLE hit_in");
    }

    @Test
    void shouldTellTransactionsOfXaBeforeTheirEnd() throws Exception {
        // When
        line.sql(
                "CREATE TABLE ledger (id INT PRIMARY KEY, amount INT)",
                "INSERT INTO ledger VALUES (1, 10)",
                "XA START 'x1'",
                "INSERT INTO ledger VALUES (2, 20)",
                "UPDATE ledger SET amount = 11 WHERE id = 1",
                "XA END 'x1'",
                "XA PREPARE 'x1'");
        line.awaitDelivered();
        List<String> prepared = told("ledger");
        line.sql(
                "XA ROLLBACK 'x1'",
                "XA START 'x3'",
                "INSERT INTO ledger VALUES (4, 40)",
                "XA END 'x3'",
                "XA COMMIT 'x3' ONE PHASE");
        line.awaitDelivered();

        // Then
        assertThat(prepared)
                .containsExactly(
                        "create {\"id\":1} {\"id\":1,\"amount\":10}",
                        "create {\"id\":2} {\"id\":2,\"amount\":20}",
                        "update {\"id\":1} {\"id\":1,\"amount\":11}");
        assertThat(told("ledger"))
                .as("nothing of the rollback")
                .startsWith(prepared.toArray(String[]::new))
                .hasSize(4)
                .endsWith("create {\"id\":4} {\"id\":4,\"amount\":40}");
    }

    private static List<String> told(String table) {
        return changes(table).stream()
                .map(change -> change.operation().key() + " " + change.origin().key() + " "
                        + change.row().map(JsonNode::toString).orElse(""))
                .toList();
    }

    private static String topic(String table) {
        return TopicName.ofTable("told", "told." + table);
    }

    private static List<RowChange> changes(String table) {
        return lab.topics().records(topic(table)).stream()
                .flatMap(record -> new JsonChangeDecoder().decode(record).stream())
                .toList();
    }
}
