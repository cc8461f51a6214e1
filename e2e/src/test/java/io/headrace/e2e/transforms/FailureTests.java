package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.stack.LocalStack;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a real worker says of failing transforms, by its REST interface and in its log, holds no value and no key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FailureTests {

    private static final String MARK = "MARKEDVALUE";
    private static final String TOPIC = "leaks";
    private static final String RECORD = """
            {"id": 1, "text": "MARKEDVALUE", "list": ["MARKEDVALUE"], "map": {"MARKEDVALUE": "MARKEDVALUE"},
             "json": "{\\"MARKEDVALUE\\": MARKEDVALUE"}
            """;

    private final Servers servers = TransformsIT.servers();
    private final Map<String, String> answers = new LinkedHashMap<>();

    @BeforeAll
    void failInEveryWay() throws Exception {
        produce();
        Map<String, Map<String, String>> failing = failing();
        for (Map.Entry<String, Map<String, String>> connector : failing.entrySet()) {
            Map<String, String> config = servers.sink(TOPIC, "leaks");
            config.putAll(Servers.plainJson());
            config.put("transforms", "t");
            connector.getValue().forEach((key, value) -> config.put("transforms.t." + key, value));
            servers.connector(connector.getKey(), config);
        }
        failing.keySet().forEach(name -> answers.put(name, servers.failure(name)));
        renameAPersonalColumn();
        answers.keySet().forEach(servers::delete);
    }

    @Test
    void shouldSayWhatWasNeededInTheTraceOfEachFailedTask() {
        answers.forEach((name, answer) ->
                assertThat(answer).as(name).contains("io.headrace.transforms").contains(": needed "));
    }

    @Test
    void shouldSayNothingOfValuesOrKeysOverRest() {
        answers.forEach((name, answer) -> assertThat(answer)
                .as(name)
                .doesNotContain(MARK)
                .doesNotContain("marked@leaks")
                .doesNotContain(LocalStack.tokenKey()));
    }

    @Test
    void shouldSayNothingOfValuesOrKeysInTheLog() throws IOException {
        String log = WorkerLog.of(servers);

        assertThat(log).as("the failures are in the log").contains("leaks-ExpandJson");
        WorkerLog.requireNone(log, MARK, "marked@leaks", LocalStack.tokenKey());
    }

    @Test
    void shouldStopAtARenamedPersonalColumnBeforeItIsWritten() {
        assertThat(answers.get("leaks-source"))
                .contains("field 'email' of leaks.leaks.people.Value: needed one of these columns in each row of"
                        + " leaks.people, found none.");
        assertThat(new RawTopics(servers.at().bootstrapServers())
                        .everything("leaks.leaks.people").stream().map(RawTopics::text))
                .hasSize(1)
                .noneMatch(text -> text.contains("marked@leaks"));
    }

    private static Map<String, Map<String, String>> failing() {
        Map<String, Map<String, String>> failing = new LinkedHashMap<>();
        String key = "${env:HEADRACE_TOKEN_KEY}";
        fail(failing, "ExpandJson", Map.of("fields", "json"));
        fail(failing, "TokenizeField", Map.of("fields", "list", "key", key));
        fail(failing, "TokenizeField$Key", Map.of("fields", "none", "key", key));
        fail(failing, "TruncateField", Map.of("fields", "map"));
        fail(failing, "DebeziumTypeConverter", Map.of("uuid.fields", "text"));
        fail(failing, "DocumentId", Map.of("fields", "map"));
        fail(failing, "DocumentVersion", Map.of("source", "field", "field", "text"));
        fail(
                failing,
                "SoftDelete",
                Map.of("mode", "tombstone", "when.field", "none", "when.values", "x", "on.missing.field", "fail"));
        fail(
                failing,
                "FieldPipeline",
                Map.of("steps", "t", "t.type", "TokenizeField", "t.fields", "none", "t.key", key));
        return failing;
    }

    private static void fail(Map<String, Map<String, String>> failing, String name, Map<String, String> settings) {
        Map<String, String> config = new HashMap<>(settings);
        config.put("type", "io.headrace.transforms." + name);
        failing.put("leaks-" + name.replace("$", "-"), config);
    }

    private void renameAPersonalColumn() throws Exception {
        servers.sql(
                "CREATE DATABASE leaks",
                "CREATE TABLE leaks.people (id INT PRIMARY KEY, email VARCHAR(50))",
                "INSERT INTO leaks.people VALUES (1, 'first.marked@leaks')");
        Map<String, String> config = servers.source("leaks", "leaks.people");
        config.put("custom.sanitize.pattern", ".*(secret|password|t\\.key)");
        config.put("transforms", "t");
        config.put("transforms.t.type", "io.headrace.transforms.TokenizeField");
        config.put("transforms.t.fields", "email");
        config.put("transforms.t.key", "${env:HEADRACE_TOKEN_KEY}");
        config.put("transforms.t.on.missing.field", "ignore");
        config.put("transforms.t.required.columns", "leaks.people:email");
        servers.connector("leaks-source", config);
        servers.awaitTopic("leaks.leaks.people");
        servers.sql(
                "ALTER TABLE leaks.people RENAME COLUMN email TO mail",
                "INSERT INTO leaks.people VALUES (2, 'second.marked@leaks')");
        answers.put("leaks-source", servers.failure("leaks-source"));
    }

    private void produce() throws Exception {
        servers.createTopic(TOPIC);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.at().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "{\"id\": \"" + MARK + "\"}", RECORD))
                    .get();
        }
    }
}
