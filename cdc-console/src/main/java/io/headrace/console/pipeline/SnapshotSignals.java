package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Asks the source to read rows of a table again and to send them as change events, between the changes that go on (an
 * incremental snapshot), and follows how far it is by its notifications.
 */
public final class SnapshotSignals {

    private static final String SETTINGS = "\"read.only\": \"true\", \"signal.enabled.channels\": \"kafka\","
            + " \"signal.kafka.topic\", \"signal.kafka.bootstrap.servers\", \"notification.enabled.channels\": \"sink\","
            + " \"notification.sink.topic.name\"";

    private final PipelineEndpoints target;
    private final Topics topics;
    private final ConnectRest connect;
    private final Route route;
    private final List<Route> all;
    private final String prefix;
    private final JsonNode source;
    private final String signalTopic;
    private final String notificationTopic;

    private SnapshotSignals(PipelineEndpoints target, Topics topics, List<Route> all, JsonNode source) {
        this.target = target;
        this.all = List.copyOf(all);
        this.topics = topics;
        this.connect = new ConnectRest(target);
        this.route = all.get(0);
        this.prefix = source.path("topic.prefix").asText();
        this.source = source;
        this.signalTopic = signalTopic(source);
        this.notificationTopic = source.path("notification.sink.topic.name").asText("");
    }

    private static String signalTopic(JsonNode source) {
        return source.path("signal.kafka.topic")
                .asText(source.path("topic.prefix").asText() + "-signal");
    }

    /** @throws Problem when the source listens to no signals */
    public static SnapshotSignals of(PipelineEndpoints target, Topics topics, Route route, JsonNode source) {
        return of(target, topics, List.of(route), source);
    }

    /**
     * For several tables of one source in one request.
     *
     * @param routes at least one
     * @throws Problem when the source listens to no signals
     */
    public static SnapshotSignals of(PipelineEndpoints target, Topics topics, List<Route> routes, JsonNode source) {
        Route route = routes.get(0);
        boolean listens = List.of(
                        source.path("signal.enabled.channels").asText("source").split("\\s*,\\s*"))
                .contains("kafka");
        boolean tells = !source.path("notification.sink.topic.name").asText("").isEmpty();
        if (!listens || !tells) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Resending rows needs a source that accepts signals from Kafka and reports its progress; "
                            + route.source()
                            + " has " + (listens ? "no notifications" : "no signal channel") + ". Add " + SETTINGS
                            + ", as in connect-configs/mysql-source.json, and apply it again.");
        }
        return new SnapshotSignals(target, topics, routes, source);
    }

    /** Makes the topic of the signals, with its one partition, when the source has one and it is missing. */
    public static void makeTopic(Topics topics, JsonNode source) {
        if (source.path("signal.enabled.channels").asText("").contains("kafka")) {
            topics.make(signalTopic(source), 1, Map.of("retention.ms", "604800000"));
        }
    }

    /**
     * Asks for the rows of the tables under the condition.
     *
     * @param id a name for this request, unique in the topic
     * @param condition an SQL condition, or null for all rows
     * @param progress is told what may go wrong
     */
    public void execute(String id, @Nullable String condition, Consumer<String> progress) {
        requireReadable();
        ObjectNode data = Rest.JSON.createObjectNode().put("type", "INCREMENTAL");
        ArrayNode tables = data.putArray("data-collections");
        ArrayNode conditions = data.putArray("additional-conditions");
        lead().ifPresentOrElse(
                        lead -> {
                            tables.add(pattern(lead.table()));
                            conditions
                                    .addObject()
                                    .put("data-collection", lead.table())
                                    .put("filter", lead.condition());
                        },
                        () -> progress.accept(
                                "source " + route.source() + " captures no other table with a numeric key: what changes"
                                        + " while the first rows are read may be overtaken by its previous state;"
                                        + " verify afterwards"));
        for (Route each : all) {
            tables.add(pattern(each.table()));
            if (condition != null) {
                conditions.addObject().put("data-collection", each.table()).put("filter", condition);
            }
        }
        send(id, "execute-snapshot", data);
    }

    /**
     * Debezium 3.6 reads {@code *} in an incremental snapshot, unless a list of columns is set, and fails at a table with more
     * columns than that shows: at each start again, since the snapshot is in its offsets.
     *
     * @throws Problem when the table has such columns, before anything is asked for
     */
    private void requireReadable() {
        if (!readsByName()) {
            all.forEach(this::requireReadable);
        }
    }

    private void requireReadable(Route route) {
        try (Connection mysql = new Database(target).open()) {
            List<String> invisible =
                    TableKey.of(mysql, route.database(), route.tableName()).invisible();
            if (!invisible.isEmpty()) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Source " + route.source() + " can't resend rows of " + route.table()
                                + ": its columns " + String.join(", ", invisible)
                                + " are INVISIBLE, and an incremental snapshot would read the table without them and"
                                + " fail permanently. Nothing was requested. Add \"column.exclude.list\":"
                                + " \"none\\\\.of\\\\.them\" to the source, which makes it read columns by name, and"
                                + " apply it; or ALTER the columns to VISIBLE.");
            }
        } catch (SQLException e) {
            throw new Database(target).problem(e);
        }
    }

    /** Whether the source reads columns by their names, as it does when a list of columns is set. */
    private boolean readsByName() {
        return !source.path("column.exclude.list").asText("").isEmpty()
                || !source.path("column.include.list").asText("").isEmpty();
    }

    private Optional<LeadRow> lead() {
        List<String> others = topics.beginningWith(prefix + ".").stream()
                .map(topic -> topic.substring(prefix.length() + 1))
                .filter(table -> table.matches("[^.]+\\.[^.]+")
                        && all.stream().noneMatch(each -> each.table().equals(table))
                        && CapturedTable.captures(source, table))
                .sorted()
                .toList();
        try (Connection mysql = new Database(target).open()) {
            return LeadRow.among(others, mysql, readsByName());
        } catch (SQLException e) {
            throw new Database(target).problem(e);
        }
    }

    /** Ends what was asked for this table, if it still goes on. */
    public void stop(String id) {
        ObjectNode data = Rest.JSON.createObjectNode().put("type", "INCREMENTAL");
        data.putArray("data-collections").add(pattern(route.table()));
        send(id, "stop-snapshot", data);
    }

    /** Names of data collections are patterns to the source: a dot stands for itself. */
    private static String pattern(String table) {
        return table.replaceAll("([^\\w` ])", "\\\\$1");
    }

    private void send(String id, String type, ObjectNode data) {
        topics.make(signalTopic, 1, Map.of("retention.ms", "604800000"));
        ObjectNode signal = Rest.JSON.createObjectNode().put("id", id).put("type", type);
        signal.set("data", data);
        topics.send(signalTopic, prefix, signal.toString());
    }

    /** Whether a request of this id has been sent. */
    public boolean sent(String id) {
        return topics.tail(Map.of(signalTopic, Long.MAX_VALUE / 2)).stream()
                .anyMatch(value -> json(value).path("id").asText().equals(id));
    }

    /**
     * Waits until all rows that were asked for are in the topic.
     *
     * @param patience how long the source may tell nothing new
     * @param look run now and then while waiting
     * @throws Problem when it stands still, gives up, or has failed
     */
    public void await(String id, Duration patience, Runnable look) {
        List<TopicPartition> partitions = topics.await(notificationTopic, patience);
        try (KafkaConsumer<byte[], byte[]> consumer = Topics.consumer(target)) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long lastNews = System.nanoTime();
            while (System.nanoTime() - lastNews < patience.toNanos()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    JsonNode news = json(record.value());
                    if (news.path("id").asText().equals(id)) {
                        lastNews = System.nanoTime();
                        if (done(news)) {
                            return;
                        }
                    }
                }
                look.run();
                connect.state(route.source())
                        .filter(ConnectRest.ConnectorState::failed)
                        .ifPresent(state -> {
                            throw new Problem(
                                    Problem.Kind.UNHEALTHY,
                                    "Source " + route.source() + " failed: " + state.firstCause());
                        });
            }
        }
        throw new Problem(
                Problem.Kind.UNHEALTHY,
                "Source " + route.source() + " has reported nothing about snapshot " + id + " for "
                        + patience.toSeconds()
                        + " s in " + notificationTopic + ". ./cdc status shows whether it is running; its signals are"
                        + " in "
                        + signalTopic + ".");
    }

    private boolean done(JsonNode news) {
        String type = news.path("type").asText();
        if (type.equals("ABORTED")) {
            throw new Problem(Problem.Kind.FAILED, "The snapshot of " + tables() + " was stopped by a signal.");
        }
        if (type.equals("TABLE_SCAN_COMPLETED")) {
            String scanned =
                    news.path("additional_data").path("scanned_collection").asText(route.table());
            String status = news.path("additional_data").path("status").asText();
            boolean isRead = status.equals("SUCCEEDED") || status.equals("EMPTY");
            all.stream()
                    .filter(each -> !isRead && scanned.endsWith(each.table()))
                    .findFirst()
                    .ifPresent(each -> {
                        throw new Problem(
                                Problem.Kind.FAILED,
                                "Source " + route.source() + " could not read " + each.table() + " again: " + status
                                        + ". Its log has the details.");
                    });
        }
        return type.equals("COMPLETED");
    }

    private String tables() {
        return all.stream().map(Route::table).collect(Collectors.joining(", "));
    }

    private static JsonNode json(byte @Nullable [] value) {
        try {
            return value == null
                    ? Rest.JSON.missingNode()
                    : Rest.JSON.readTree(new String(value, StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            return Rest.JSON.missingNode();
        }
    }
}
