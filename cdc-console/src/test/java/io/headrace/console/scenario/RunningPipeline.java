package io.headrace.console.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.pipeline.AwaitSnapshot;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** The shipped pipeline on a stack of its own, with what tests do to its table and its index behind its back. */
public final class RunningPipeline implements AutoCloseable {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LocalStack stack;
    private final PipelineEndpoints target;
    private final Rest elasticsearch;

    private RunningPipeline(LocalStack stack, PipelineEndpoints target, Rest elasticsearch) {
        this.stack = stack;
        this.target = target;
        this.elasticsearch = elasticsearch;
    }

    /** @param plugins a folder of further Connect plugins */
    public static RunningPipeline start(Path... plugins) {
        StringBuilder pluginPath = new StringBuilder(
                HOME.resolve("connectors/plugins/target/plugins").toString());
        for (Path more : plugins) {
            pluginPath.append(',').append(more);
        }
        LocalStack stack = LocalStack.builder()
                .home(HOME)
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .listener(false)
                .connectSetting("plugin.path", pluginPath.toString())
                .build();
        stack.start();
        try {
            Endpoints at = stack.endpoints();
            PipelineEndpoints target = PipelineEndpoints.builder()
                    .connect(at.connect())
                    .kafka(at.bootstrapServers())
                    .mysql(
                            at.jdbcUrl(),
                            at.logins().app().user(),
                            at.logins().app().password())
                    .elasticsearch(at.elasticsearch())
                    .build();
            new ApplyConfigs(target, HOME.resolve("connect-configs"), PATIENCE).run();
            RunningPipeline pipeline =
                    new RunningPipeline(stack, target, new Rest("Elasticsearch", at.elasticsearch()));
            pipeline.awaitOrders();
            return pipeline;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public PipelineEndpoints target() {
        return target;
    }

    public Rest elasticsearch() {
        return elasticsearch;
    }

    /** Adds orders, many in one transaction, and waits until they are indexed. */
    public void addOrders(int rows) throws SQLException {
        int atOnce = 20_000;
        for (int from = 0; from < rows; from += atOnce) {
            sql(
                    "SET SESSION cte_max_recursion_depth = 100000",
                    "INSERT INTO orders (order_number, customer_id, customer_email, status, total, currency,"
                            + " shipping_address, notes, created_at) WITH RECURSIVE number (n) AS (SELECT " + from
                            + " UNION ALL SELECT n + 1 FROM number WHERE n < " + (Math.min(rows, from + atOnce) - 1)
                            + ") SELECT CONCAT('GEN-', n), c.id, c.email, ELT(1 + n % 3, 'NEW', 'PAID', 'SHIPPED'),"
                            + " n % 100000 / 100, 'EUR', JSON_OBJECT('city', 'Bern', 'zip', LPAD(n, 6, '0')), NULL,"
                            + " TIMESTAMPADD(SECOND, n, '2025-06-01 00:00:00') FROM number JOIN customers c"
                            + " ON c.id = 1 + n % 300");
        }
        awaitOrders();
    }

    private void awaitOrders() {
        new AwaitSnapshot(target, "inventory.orders", PATIENCE, line -> {}).run();
    }

    public long insertOrder(String number) throws SQLException {
        sql("INSERT INTO orders (order_number, customer_id, customer_email, total, currency, shipping_address)"
                + " SELECT '" + number + "', id, email, 5, 'EUR', '{}' FROM customers LIMIT 1");
        long id = number("SELECT id FROM orders WHERE order_number = '" + number + "'");
        Awaitility.await().atMost(PATIENCE).until(() -> exists(Long.toString(id)));
        return id;
    }

    /** Changes the row, waits until the index has followed, and puts the document of before back. */
    public void putBackAfter(long row, String change) throws SQLException {
        String id = Long.toString(row);
        JsonNode before = document(id);
        sql(change);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !exists(id) || !document(id).equals(before));
        store(id, before);
    }

    public void sql(String... statements) throws SQLException {
        try (Connection mysql = new Database(target).open();
                Statement statement = mysql.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    long number(String sql) throws SQLException {
        try (Connection mysql = new Database(target).open();
                Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** Has the source capture a new table as well, and another sink index it under the table's name. */
    public void addTable(String table, String create) throws SQLException {
        changeSource(config -> config.put(
                "table.include.list", config.path("table.include.list").asText() + ",inventory." + table));
        sql(create);
        ConnectRest connect = new ConnectRest(target);
        ObjectNode sink = connect.config("elasticsearch-sink").orElseThrow().deepCopy();
        sink.put("name", table + "-sink");
        sink.put("topics", "dbserver1.inventory." + table);
        sink.put("topic.to.index", "dbserver1.inventory." + table + ":" + table);
        sink.put("resource.type", "index");
        sink.put("index.create", "true");
        sink.put("refresh", "interval");
        connect.putConfig(table + "-sink", sink);
        ApplyConfigs.awaitRunning(connect, table + "-sink", PATIENCE);
    }

    /** Returns when a task with the changed settings runs, and none with the old ones. */
    public void changeSource(Consumer<ObjectNode> change) {
        ConnectRest connect = new ConnectRest(target);
        ObjectNode config = connect.config("mysql-source").orElseThrow().deepCopy();
        change.accept(config);
        connect.put("mysql-source", "stop");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> connect.state("mysql-source")
                        .filter(s -> s.state().equals("STOPPED") && s.tasks().isEmpty())
                        .isPresent());
        connect.putConfig("mysql-source", config);
        connect.put("mysql-source", "resume");
        ApplyConfigs.awaitRunning(connect, "mysql-source", PATIENCE);
    }

    public void awaitDocuments(String index, long count) {
        SearchRest search = new SearchRest(target);
        Awaitility.await().atMost(PATIENCE).until(() -> search.countOrUnknown(index) == count);
    }

    public String anyId(String index) {
        return new SearchRest(target).sampleIds(index, 1).get(0);
    }

    boolean exists(String id) {
        return elasticsearch.get("/orders/_doc/" + id).body().path("found").asBoolean();
    }

    public JsonNode document(String id) {
        return elasticsearch.get("/orders/_source/" + id).body();
    }

    /** Changes a document as somebody would who writes to the index beside the sink. */
    public void plant(String id, Consumer<ObjectNode> spoil) {
        ObjectNode document = (ObjectNode) document(id);
        spoil.accept(document);
        store(id, document);
    }

    public void store(String id, JsonNode document) {
        store("orders", id, document);
    }

    public void store(String index, String id, JsonNode document) {
        assertThat(elasticsearch.put(path(index, id), document.toString()).ok())
                .as("document %s is planted", id)
                .isTrue();
    }

    public void removeDocument(String id) {
        removeDocument("orders", id);
    }

    public void removeDocument(String index, String id) {
        assertThat(elasticsearch.delete(path(index, id), null).ok())
                .as("document %s is removed", id)
                .isTrue();
    }

    private static String path(String index, String id) {
        return "/" + index + "/_doc/"
                + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        stack.close();
    }
}
