package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The transforms of whole records and the predicates in one source, behind the source recipe of docs/transforms.md, and
 * the other two recipes in sinks. Our sink stands in for the other vendor's, which no build may need.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChainTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PLAIN = "chains.chains.plain";
    private static final String MARKED = "chains.chains.marked";

    private final Servers servers = TransformsIT.servers();

    @BeforeAll
    void changeRows() throws Exception {
        servers.sql(
                "CREATE DATABASE chains CHARACTER SET utf8mb4",
                "CREATE TABLE chains.plain (id INT PRIMARY KEY, customer_email VARCHAR(50), notes TEXT, total DECIMAL(8,2),"
                        + " address JSON)",
                "CREATE TABLE chains.marked (id INT PRIMARY KEY, status VARCHAR(10), touched INT NOT NULL DEFAULT 0)",
                "INSERT INTO chains.plain VALUES (1, 'ada@chains', NULL, 1.50, '{\"zip\": \"8001\"}')",
                "INSERT INTO chains.marked (id, status) VALUES (1, 'NEW')");
        servers.connector("chains-source", source());
        servers.awaitTopic(PLAIN);
        servers.awaitTopic(MARKED);
        servers.sql(
                "INSERT INTO chains.plain VALUES (2, NULL, 'n', 2, NULL)",
                "UPDATE chains.plain SET total = 3.25 WHERE id = 1",
                "DELETE FROM chains.plain WHERE id = 2",
                "INSERT INTO chains.marked (id, status) VALUES (2, 'NEW'), (3, 'HIDDEN')",
                "UPDATE chains.marked SET status = 'PAID' WHERE id = 1",
                "UPDATE chains.marked SET touched = 1 WHERE id = 1",
                "DELETE FROM chains.marked WHERE id = 2",
                "INSERT INTO chains.plain VALUES (9, NULL, NULL, 9, NULL)",
                "INSERT INTO chains.marked (id, status) VALUES (9, 'END')");
    }

    @Test
    void shouldVersionNameMarkAndTellChangesInOneChain() throws Exception {
        servers.connector("chains-marked", servers.sink(MARKED, "chains-marked"));

        await().atMost(Servers.LIMIT)
                .until(() -> servers.documents("chains-marked").containsKey("m-9"));

        Map<String, JsonNode> documents = servers.documents("chains-marked");
        servers.delete("chains-marked");
        assertThat(documents.keySet()).as("without the hidden one").containsExactly("m-1", "m-2", "m-9");
        assertThat(documents.get("m-1").get("status").asText()).isEqualTo("PAID");
        assertThat(documents.get("m-1").get("deleted").asBoolean()).isFalse();
        assertThat(documents.get("m-2").get("deleted").asBoolean()).isTrue();
        assertThat(documents.get("m-9").get("version").asLong())
                .as("later in the binlog")
                .isGreaterThan(documents.get("m-2").get("version").asLong());
        String topic = new RawTopics(servers.at().bootstrapServers())
                .everything(MARKED).stream().map(RawTopics::text).collect(Collectors.joining("\n"));
        assertThat(topic)
                .contains("\"status\":{\"old\":\"NEW\",\"new\":\"PAID\"}")
                .contains("headrace.changed\n[\"status\"]", "headrace.version\n")
                .as("an update of what does not count")
                .doesNotContain("\"touched\":1");
    }

    @Test
    void shouldFollowCreatesUpdatesAndDeletesByTheRecipeForAnotherVendorsSink() throws Exception {
        Map<String, String> config = servers.sink(PLAIN, "chains-plain");
        config.putAll(transformsAndConverters(recipe(1)));
        servers.connector("chains-plain", config);

        await().atMost(Servers.LIMIT)
                .failFast(() -> assertThat(servers.status("chains-plain")).doesNotContain("\"trace\""))
                .until(() -> servers.documents("chains-plain").containsKey("9"));

        Map<String, JsonNode> documents = servers.documents("chains-plain");
        servers.delete("chains-plain");
        assertThat(documents.keySet()).as("2 was deleted").containsExactly("1", "9");
        assertThat(documents.get("1").get("total").asText()).isEqualTo("3.25");
        assertThat(documents.get("1").at("/address/zip").asText()).isEqualTo("8001");
        assertThat(documents.get("1").get("customer_email").asText()).startsWith("k1.");
    }

    @Test
    void shouldTypeAndTokeniseJsonTopicsByTheirRecipe() throws Exception {
        servers.createTopic("chains-people");
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.at().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>("chains-people", "\"p1\"", """
                    {"email": "ada@chains", "active": 1, "address": "{\\"phone\\": \\"044\\", \\"internal\\": 1}"}
                    """)).get();
        }
        Map<String, String> config = servers.sink("chains-people", "chains-people");
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("key.converter.schemas.enable", "false");
        config.putAll(transformsAndConverters(recipe(2)));
        servers.connector("chains-people", config);

        JsonNode person =
                servers.awaitDocuments("chains-people", "chains-people", 1).get("p1");

        servers.delete("chains-people");
        assertThat(person.get("email").asText()).matches("[0-9a-f]{64}");
        assertThat(person.get("active").asBoolean()).isTrue();
        assertThat(person.at("/address/phone").asText()).matches("[0-9a-f]{64}");
        assertThat(person.get("address").has("internal")).isFalse();
    }

    /** The source recipe, and behind it for one table all that works on whole records, each kept off the other by a predicate. */
    private Map<String, String> source() throws Exception {
        Map<String, String> config = servers.source("chains", "chains.plain,chains.marked");
        config.putAll(recipe(0));
        config.put("transforms", "fields,hide,changes,mark,version,id");
        String ours = "io.headrace.transforms.";
        config.put("transforms.hide.type", "org.apache.kafka.connect.transforms.Filter");
        config.put("transforms.hide.predicate", "isHidden");
        config.put("transforms.changes.type", ours + "ChangedFields");
        config.put("transforms.changes.field.changes", "changes");
        config.put("transforms.changes.drop.unchanged", "true");
        config.put("transforms.changes.ignore.fields", "touched");
        config.put("transforms.version.type", ours + "DocumentVersion");
        config.put("transforms.version.field.name", "version");
        config.put("transforms.mark.type", ours + "SoftDelete");
        config.put("transforms.id.type", ours + "DocumentId");
        config.put("transforms.id.fields", "id");
        config.put("transforms.id.prefix", "m-");
        for (String one : List.of("changes", "version", "mark", "id")) {
            config.put("transforms." + one + ".predicate", "isMarked");
        }
        config.put("predicates", "isHidden,isMarked");
        config.put("predicates.isHidden.type", ours + "predicate.FieldMatches");
        config.put("predicates.isHidden.field", "status");
        config.put("predicates.isHidden.values", "HIDDEN");
        config.put("predicates.isMarked.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
        config.put("predicates.isMarked.pattern", ".*marked");
        return config;
    }

    /** What of a recipe is Connect's own; the rest are settings of the sink that it is for. */
    private static Map<String, String> transformsAndConverters(Map<String, String> recipe) {
        Map<String, String> settings = new HashMap<>(recipe);
        settings.keySet().removeIf(key -> !key.matches("(transforms|predicates|(key|value)\\.converter).*"));
        return settings;
    }

    private static Map<String, String> recipe(int index) throws Exception {
        Matcher blocks = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "transforms.md")));
        List<Map<String, String>> recipes = new ArrayList<>();
        while (blocks.find()) {
            recipes.add(JSON.readValue(blocks.group(1), new TypeReference<Map<String, String>>() {}));
        }
        return recipes.get(index);
    }
}
