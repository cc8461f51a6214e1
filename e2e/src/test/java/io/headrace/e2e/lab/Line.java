package io.headrace.e2e.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.connector.Offsets;
import io.headrace.console.server.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Source, topics, sink and indices of one database. Topics have one partition, indices are named like topics, and a table
 * {@code marker} tells how far the pipeline is. Change settings with {@link #source}, {@link #sink}, then {@link #start}.
 */
public final class Line {

    static final Duration LIMIT = Duration.ofMinutes(2);

    private final Lab lab;
    private final String name;
    private final Map<String, String> source = new TreeMap<>();
    private final Map<String, String> sink = new TreeMap<>();
    private final List<String> otherSinks = new ArrayList<>();
    private int markers;

    Line(Lab lab, String name) {
        this.lab = lab;
        this.name = name;
        source.putAll(LabConnect.shipped("mysql-source.json"));
        source.keySet().removeIf(key -> key.startsWith("transforms.fields.tokens"));
        source.remove("table.include.list");
        source.remove("transforms.fields.types.boolean.fields");
        source.remove("transforms.fields.types.uuid.fields");
        source.put("transforms.fields.steps", "types,json");
        source.put("database.server.id", Integer.toString(200_000 + Math.floorMod(name.hashCode(), 500_000)));
        source.put("database.include.list", name);
        source.put("topic.prefix", name);
        source.put("schema.history.internal.kafka.topic", "schema-history." + name);
        source.put("signal.kafka.topic", "signals." + name);
        source.put("signal.kafka.groupId", "signals." + name);
        source.put("notification.sink.topic.name", "notifications." + name);
        source.put("topic.creation.default.partitions", "1");
        source.put("topic.creation.single.include", name + ",notifications\\." + name);
        sink.putAll(LabConnect.shipped("elasticsearch-sink.json"));
        for (String key : new String[] {"topics", "topic.to.index", "resource.type", "index.create"}) {
            sink.remove(key);
        }
        sink.put("topics.regex", name + "\\." + name + "\\..*");
        sink.put("consumer.override.metadata.max.age.ms", "500");
        sink.put("consumer.override.auto.offset.reset", "earliest");
        sink.put("errors.deadletterqueue.topic.name", "dlq." + sinkName());
    }

    public String sourceName() {
        return name + "-source";
    }

    public String sinkName() {
        return name + "-sink";
    }

    /** The source's settings, to be changed before it is started. */
    public Map<String, String> source() {
        return source;
    }

    /** The sink's settings, to be changed before it is started. */
    public Map<String, String> sink() {
        return sink;
    }

    /** {@code prefix.database.table}, the name of topic and index. */
    public String topic(String table) {
        return name + "." + name + "." + table;
    }

    /** Makes the database, empty but for the table of markers, that the source's user may read. */
    public Line database() throws SQLException {
        lab.sql(
                "CREATE DATABASE IF NOT EXISTS `" + name + "` CHARACTER SET utf8mb4",
                "GRANT SELECT ON `" + name.replace("_", "\\_") + "`.* TO 'debezium'@'%'",
                "CREATE TABLE IF NOT EXISTS `" + name + "`.marker (id INT PRIMARY KEY)");
        return this;
    }

    /** Runs statements in one session of root that uses the database. */
    public void sql(String... statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    public Connection connection() throws SQLException {
        Connection connection = lab.mysql();
        connection.setCatalog(name);
        return connection;
    }

    /** Starts source and sink and waits until the snapshot of what the database holds is in the index. */
    public Line start() throws SQLException {
        lab.connect().put(sourceName(), source);
        lab.connect().put(sinkName(), sink);
        awaitDelivered();
        return this;
    }

    /** Waits until all that MySQL has committed by now is indexed; fails at once when a task does. */
    public void awaitDelivered() throws SQLException {
        String topic = topic("marker");
        int marker = ++markers;
        sql("INSERT INTO marker VALUES (" + marker + ")");
        await().atMost(LIMIT)
                .failFast(() -> assertThat(failures()).as("tasks that failed").isEmpty())
                .until(() -> lab.index().document(topic, marker).isPresent());
        // The source writes in the order of the binlog: what was committed before the marker is in the topics by now.
        Map<String, Long> last = lab.topics().lastOffsets(name + "." + name + ".");
        last.keySet().removeIf(read -> !read.matches(sink.getOrDefault("topics.regex", ".*")));
        await().atMost(LIMIT)
                .failFast(() -> assertThat(failures()).as("tasks that failed").isEmpty())
                .until(() -> lab.topics().committedBeyond("connect-" + sinkName(), last));
    }

    /**
     * Starts another sink, of some tables alone, and waits until it has indexed what their topics hold.
     *
     * @param connector its name
     * @param settings what it has beside those of the first sink, or in their place
     */
    public void startSink(String connector, List<String> tables, Map<String, String> settings) throws SQLException {
        Map<String, String> config = new TreeMap<>(sink);
        config.remove("topics.regex");
        config.put("topics", String.join(",", tables.stream().map(this::topic).toList()));
        config.put("errors.deadletterqueue.topic.name", "dlq." + connector);
        config.putAll(settings);
        otherSinks.add(connector);
        lab.connect().put(connector, config);
        awaitRead(connector, tables);
    }

    /** Waits until another sink has indexed all that MySQL has committed of these tables by now. */
    public void awaitRead(String connector, List<String> tables) throws SQLException {
        awaitDelivered();
        Map<String, Long> last = lab.topics().lastOffsets(name + "." + name + ".");
        last.keySet().retainAll(tables.stream().map(this::topic).toList());
        await().atMost(LIMIT)
                .failFast(() -> assertThat(lab.connect().failure(connector))
                        .as("tasks of %s that failed", connector)
                        .isEmpty())
                .until(() -> lab.topics().committedBeyond("connect-" + connector, last));
    }

    /**
     * Has the stopped source pass over the transaction that stops it, as an operator would: where the source told its place
     * before it came there, the transaction is given that is named in the answer.
     *
     * @param backups the folder that takes the offsets of before
     * @param table that the transaction changes
     */
    Offsets.Stored skip(Path backups, String table) {
        Offsets offsets = new Offsets(lab.target(), sourceName(), backups);
        try {
            return offsets.skip(null);
        } catch (Problem told) {
            String named = "([0-9a-f-]{36}:\\d+) \\(" + Pattern.quote(name + "." + table) + "\\)";
            Matcher next = Pattern.compile(named).matcher(String.valueOf(told.getMessage()));
            assertThat(next.find()).as(told.getMessage()).isTrue();
            return offsets.skip(next.group(1));
        }
    }

    /** Why tasks of source and sink failed; empty while they run. */
    public String failures() {
        return lab.connect().failure(sourceName()) + lab.connect().failure(sinkName());
    }

    /** All documents of a table's index, by id. */
    public Map<String, JsonNode> documents(String table) {
        return lab.index().documents(topic(table));
    }

    /** Deletes all its connectors. Topics, indices and the database stay. */
    public void stop() {
        otherSinks.forEach(lab.connect()::delete);
        lab.connect().delete(sinkName());
        lab.connect().delete(sourceName());
    }
}
