package io.headrace.console.doctor;

import io.headrace.console.deadletter.DeadLetterQueue;
import io.headrace.console.deadletter.SinkDeadLetters;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Whether changes come to the tables' topics, and whether a sink has given any up. */
final class KafkaChecks {

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final Predicate<String> hasRows;

    /** @param hasRows whether a table has any; true when that can't be told */
    KafkaChecks(PipelineEndpoints target, ConnectRest connect, Predicate<String> hasRows) {
        this.target = target;
        this.connect = connect;
        this.hasRows = hasRows;
    }

    /**
     * @param ways of the tables; none when they are not known
     * @param isConnectThere whether connectors can be asked for
     */
    List<Check> run(Collection<Route> ways, boolean isConnectThere) {
        List<Check> checks = new ArrayList<>();
        try (Topics topics = Topics.open(target)) {
            long millis = topics.askAll();
            checks.add(Check.ok("Kafka answers", target.bootstrapServers() + ", after " + millis + " ms"));
            checks.addAll(topics(topics, ways));
        }
        if (isConnectThere) {
            DeadLetterQueue.of(connect, null).forEach(queue -> checks.add(deadLetters(queue)));
        }
        return checks;
    }

    private List<Check> topics(Topics topics, Collection<Route> ways) {
        Map<String, Route> byTopic = new TreeMap<>();
        ways.forEach(way -> byTopic.putIfAbsent(way.topic(), way));
        TableChecks checks = new TableChecks(Doctor.ONE_BY_ONE);
        if (!byTopic.isEmpty()) {
            Map<String, List<TopicPartition>> there = topics.partitions(byTopic.keySet());
            byTopic.forEach((topic, way) -> checks.add(
                    TableChecks.Subject.TOPIC,
                    topic,
                    List.of(topic(there.getOrDefault(topic, List.of()).size(), way))));
        }
        return checks.told();
    }

    private Check topic(int partitions, Route route) {
        String about = "topic " + route.topic();
        if (partitions > 0) {
            return Check.ok(about, partitions + " partition(s)");
        }
        Check source =
                connect.state(route.source()).map(ConnectorChecks::of).orElse(Check.ok(route.source(), "deleted"));
        if (source.result() != Diagnosis.Result.OK) {
            return Check.failed(
                    about,
                    "missing",
                    "source " + route.source() + " has captured nothing yet: it is " + source.found(),
                    source.fix());
        }
        if (!hasRows.test(route.table())) {
            return Check.warning(
                    about,
                    "missing",
                    "the table is empty: the source creates the topic with the first row",
                    "INSERT a first row into " + route.table());
        }
        return Check.failed(
                about,
                "missing, though " + route.source() + " runs",
                "its snapshot has not reached this table yet, or the topic was deleted",
                "./cdc restart " + ShellWord.of(route.source())
                        + "    recreates a deleted one with the next change, with offsets that start again: then ./cdc"
                        + " reindex --table " + ShellWord.of(route.table())
                        + " --from snapshot");
    }

    private Check deadLetters(DeadLetterQueue queue) {
        String about = "dead letters of " + queue.connector();
        long open = new SinkDeadLetters(target, queue.connector()).list().open();
        return open == 0
                ? Check.ok(about, "none open")
                : Check.warning(
                        about,
                        open + " open",
                        "these changes are not in the index",
                        "./cdc dlq replay --all --connector " + ShellWord.of(queue.connector())
                                + "    once the cause is fixed; ./cdc dlq list shows it");
    }
}
