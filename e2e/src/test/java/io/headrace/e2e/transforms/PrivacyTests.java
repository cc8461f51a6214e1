package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The shipped source, as it is, lets no e-mail into Kafka or the index, whatever is done to a row. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PrivacyTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ORDERS = "dbserver1.inventory.orders";
    private static final String CUSTOMERS = "dbserver1.inventory.customers";
    private static final String MARK = "pii.marked";
    private static final String MAIL = MARK + "@example.com";
    static final String SECOND_KEY = "the second key of this test";

    private final Servers servers = TransformsIT.servers();
    private final RawTopics topics = new RawTopics(servers.at().bootstrapServers());
    private final Map<String, String> texts = new TreeMap<>();
    private Map<String, JsonNode> documents;

    @BeforeAll
    void changeRowsInEveryWay() throws Exception {
        servers.sql("USE inventory", order(910_000, " PII.Marked@Example.com"));
        new ApplyConfigs(target(), Path.of("..", "connect-configs"), Servers.LIMIT).run();
        await().atMost(Servers.LIMIT).until(() -> servers.documents("orders").containsKey("910000"));
        servers.sql(
                "USE inventory",
                order(910_001, "other." + MAIL),
                "UPDATE orders SET customer_email = '" + MAIL + "' WHERE id = 910001",
                "UPDATE orders SET id = 910002 WHERE id = 910001",
                "DELETE FROM orders WHERE id = 910002",
                "INSERT INTO customers (id, email, full_name, country) VALUES (910000, '" + MAIL + "', 'M', 'CH')",
                "UPDATE customers SET email = 'next." + MAIL + "' WHERE id = 910000",
                "DELETE FROM customers WHERE id = 910000",
                order(910_003, MAIL));
        await().atMost(Servers.LIMIT).until(() -> servers.documents("orders").containsKey("910003"));
        rotateTheKey();
        servers.sql("USE inventory", order(910_004, MAIL));
        await().atMost(Servers.LIMIT).until(() -> servers.documents("orders").containsKey("910004"));
        documents = servers.documents("orders");
        servers.delete("mysql-source");
        servers.delete("elasticsearch-sink");
        for (String topic : topics.names()) {
            texts.put(
                    topic,
                    topics.everything(topic).stream().map(RawTopics::text).collect(Collectors.joining("\n")));
        }
    }

    @Test
    void shouldHaveReadAllThatTheSourceWrites() {
        assertThat(texts.keySet())
                .contains(ORDERS, CUSTOMERS, "dbserver1.transaction", "__debezium-heartbeat.dbserver1")
                .contains("schema-history.dbserver1")
                .anyMatch(topic -> topic.contains("offsets"));
        assertThat(texts.get(ORDERS))
                .contains("\"op\":\"r\"", "\"op\":\"c\"", "\"op\":\"u\"", "\"op\":\"d\"", "__debezium.oldkey");
        assertThat(texts.get(CUSTOMERS)).contains("\"id\":910000", "\"op\":\"d\"");
        assertThat(texts.get("schema-history.dbserver1")).contains("customer_email");
    }

    @Test
    void shouldHaveNoEmailInAnyTopic() {
        texts.forEach((topic, text) -> {
            String lower = text.toLowerCase(Locale.ROOT);
            for (String spelling : RawTopics.spellings(MARK)) {
                assertThat(lower.contains(spelling))
                        .as("%s in %s", spelling, topic)
                        .isFalse();
            }
            if (topic.contains("dbserver1") || topic.contains("connect")) {
                assertThat(lower.contains("@example.com"))
                        .as("an e-mail of the demo in %s", topic)
                        .isFalse();
            }
        });
    }

    @Test
    void shouldHaveNoEmailInTheIndex() {
        String everything = servers.send("GET", servers.at().elasticsearch() + "/orders/_search?size=10000", "")
                .body()
                .toLowerCase(Locale.ROOT);

        assertThat(documents).hasSizeGreaterThan(1000);
        assertThat(everything).doesNotContain("@example.com").doesNotContain(RawTopics.spellings(MARK));
    }

    @Test
    void shouldHaveTheSameTokenInBothImagesBothTablesAndTheIndex() throws Exception {
        String token = "k1." + hmac(LocalStack.tokenKey(), MAIL);
        String next = "k1." + hmac(LocalStack.tokenKey(), "next." + MAIL);

        assertThat(texts.get(ORDERS)).contains("\"customer_email\":\"" + token);
        assertThat(texts.get(CUSTOMERS))
                .containsPattern("\"before\":\\{\"id\":910000,\"email\":\"" + token
                        + "[^}]*},\"after\":\\{\"id\":910000," + "\"email\":\"" + next);
        assertThat(documents.get("910000").get("customer_email").asText())
                .as("normalised, by the snapshot")
                .isEqualTo(token);
        assertThat(documents.get("910003").get("customer_email").asText()).isEqualTo(token);
    }

    @Test
    void shouldTellTokensOfARotatedKeyApartAndFindThemSideBySide() throws Exception {
        String first = "k1." + hmac(LocalStack.tokenKey(), MAIL);
        String second = "k2." + hmac(SECOND_KEY, MAIL);
        String query = """
                {"query": {"terms": {"customer_email": ["%s", "%s"]}}, "sort": "id"}
                """.formatted(first, second);

        JsonNode hits = JSON.readTree(servers.send("POST", servers.at().elasticsearch() + "/orders/_search", query)
                        .body())
                .at("/hits/hits");

        assertThat(hits.findValuesAsText("_id")).containsExactly("910000", "910003", "910004");
        assertThat(documents.get("910004").get("customer_email").asText()).isEqualTo(second);
    }

    /** As docs/transforms.md says: a new key and a new id together. */
    private void rotateTheKey() throws Exception {
        JsonNode file = JSON.readTree(
                Path.of("..", "connect-configs", "mysql-source.json").toFile());
        @SuppressWarnings("unchecked") // it is a flat object of texts
        Map<String, String> config = new TreeMap<>(JSON.convertValue(file.get("config"), Map.class));
        config.put("transforms.fields.tokens.key", SECOND_KEY);
        config.put("transforms.fields.tokens.key.id", "k2");
        String source = servers.at().connect() + "/connectors/mysql-source/";
        servers.call("PUT", source + "stop", "");
        await().atMost(Servers.LIMIT).until(() -> servers.status("mysql-source").contains("\"tasks\":[]"));
        servers.connector("mysql-source", config);
        servers.call("PUT", source + "resume", "");
    }

    private static String order(int id, String mail) {
        return "INSERT INTO orders (id, order_number, customer_id, customer_email, total, currency, shipping_address)"
                + " VALUES (" + id + ", 'PII-" + id + "', 1, '" + mail + "', 1.00, 'CHF', '{}')";
    }

    private PipelineEndpoints target() {
        return PipelineEndpoints.builder()
                .connect(servers.at().connect())
                .kafka(servers.at().bootstrapServers())
                .mysql(
                        servers.at().jdbcUrl(),
                        servers.at().logins().app().user(),
                        servers.at().logins().app().password())
                .elasticsearch(servers.at().elasticsearch())
                .listener(servers.at().listener())
                .build();
    }

    private static String hmac(String key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
