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
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Whether changes come to the table's topic, and whether a sink has given any up. */
final class KafkaChecks {

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final BooleanSupplier hasRows;

    /** @param hasRows whether the table has any; true when that can't be told */
    KafkaChecks(PipelineEndpoints target, ConnectRest connect, BooleanSupplier hasRows) {
        this.target = target;
        this.connect = connect;
        this.hasRows = hasRows;
    }

    /**
     * @param route the table's way; empty when there is none
     * @param isConnectThere whether connectors can be asked for
     */
    List<Check> run(Optional<Route> route, boolean isConnectThere) {
        List<Check> checks = new ArrayList<>();
        try (Topics topics = Topics.open(target)) {
            long millis = topics.askAll();
            checks.add(Check.ok("Kafka answers", target.bootstrapServers() + ", after " + millis + " ms"));
            route.ifPresent(way -> checks.add(topic(topics, way)));
        }
        if (isConnectThere) {
            DeadLetterQueue.of(connect, null).forEach(queue -> checks.add(deadLetters(queue)));
        }
        return checks;
    }

    private Check topic(Topics topics, Route route) {
        String about = "topic " + route.topic();
        int partitions = topics.partitions(route.topic()).size();
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
        if (!hasRows.getAsBoolean()) {
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
