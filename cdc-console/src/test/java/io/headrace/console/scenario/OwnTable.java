package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.deadletter.DeadLetterQueue;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import java.sql.SQLException;
import java.util.Locale;

/**
 * A table of its own on the stack of {@link OperationsIT}, with a source that stands still, and a sink that writes to an
 * alias. Nothing of it is left when it is closed.
 */
final class OwnTable implements AutoCloseable {

    private static final String SHIPPED_PREFIX = "dbserver1";

    private final ConnectRest connect = new ConnectRest(OperationsIT.target);
    private final Rest elasticsearch = new Rest("Elasticsearch", OperationsIT.target.elasticsearch());
    private final String name;

    private OwnTable(String name) {
        this.name = name;
    }

    /** @param mappings of the index behind the alias, as JSON */
    static OwnTable create(String mappings) throws SQLException {
        OwnTable own = new OwnTable(
                "own" + Long.toString(System.currentTimeMillis(), 36).toLowerCase(Locale.ROOT));
        try {
            Fixes.sql("CREATE TABLE " + own.table() + " (id BIGINT PRIMARY KEY, status VARCHAR(20))");
            own.put("/" + own.index(), "{\"aliases\":{\"" + own.alias() + "\":{}},\"mappings\":" + mappings + "}");
            own.connect.createStopped(own.source(), own.sourceConfig());
            own.connect.putConfig(own.sink(), own.sinkConfig());
            ApplyConfigs.awaitRunning(own.connect, own.sink(), OperationsIT.LONG);
            return own;
        } catch (SQLException | RuntimeException e) {
            own.close();
            throw e;
        }
    }

    String table() {
        return "inventory." + name;
    }

    String source() {
        return name + "-source";
    }

    String sink() {
        return name + "-sink";
    }

    String topic() {
        return name + "." + table();
    }

    String alias() {
        return name;
    }

    String index() {
        return name + "-v1";
    }

    void insert(long id, String status) throws SQLException {
        Fixes.sql("INSERT INTO " + table() + " VALUES (" + id + ", '" + status + "')");
    }

    long documents() {
        return new SearchRest(OperationsIT.target).countOrUnknown(alias());
    }

    void put(String path, String body) {
        Rest.Answer answer = elasticsearch.put(path, body);
        assertThat(answer.ok()).as("PUT %s: %s", path, answer.body()).isTrue();
    }

    void deleteIndex() {
        assertThat(elasticsearch.delete("/" + index(), null).ok()).isTrue();
    }

    private ObjectNode sourceConfig() {
        ObjectNode config = Rest.JSON.createObjectNode();
        connect.config("mysql-source")
                .orElseThrow()
                .properties()
                .forEach(setting ->
                        config.put(setting.getKey(), setting.getValue().asText().replace(SHIPPED_PREFIX, name)));
        config.put("name", source());
        config.put("table.include.list", table());
        config.put("database.server.id", Long.toString(200_000 + System.currentTimeMillis() % 1_000_000));
        config.remove("transforms.fields.tokens.required.columns");
        return config;
    }

    private ObjectNode sinkConfig() {
        JsonNode shipped = connect.config("elasticsearch-sink").orElseThrow();
        ObjectNode config = shipped.deepCopy();
        config.put("name", sink());
        config.put("topics", topic());
        config.put("topic.to.index", topic() + ":" + alias());
        config.put(DeadLetterQueue.TOPIC, "dlq." + sink());
        return config;
    }

    @Override
    public void close() throws SQLException {
        connect.names().stream().filter(connector -> connector.startsWith(name)).forEach(connect::delete);
        await().atMost(OperationsIT.LONG)
                .until(() -> connect.names().stream().noneMatch(connector -> connector.startsWith(name)));
        try (Topics topics = Topics.open(OperationsIT.target)) {
            topics.delete(topics.beginningWith("").stream()
                    .filter(topic -> topic.contains(name))
                    .toList());
        }
        for (String index : new SearchRest(OperationsIT.target).indices(name + "-v*")) {
            elasticsearch.delete("/" + index, null);
        }
        Fixes.sql("DROP TABLE IF EXISTS " + table());
    }
}
