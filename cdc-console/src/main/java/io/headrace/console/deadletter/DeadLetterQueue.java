package io.headrace.console.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.TopicScan;
import io.headrace.console.server.Topics;
import io.headrace.console.suggest.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of one sink.
 *
 * @param connector the sink
 * @param topic its dead letter topic
 */
public record DeadLetterQueue(String connector, String topic) {

    public static final String TOPIC = "errors.deadletterqueue.topic.name";

    /** Those of all sinks, or of one. */
    public static List<DeadLetterQueue> of(ConnectRest connect, @Nullable String connector) {
        if (connector != null) {
            connect.require(connector);
        }
        List<DeadLetterQueue> queues = new ArrayList<>();
        for (String name : connect.names()) {
            String topic = connect.config(name)
                    .map(config -> config.path(TOPIC).asText(""))
                    .orElse("");
            boolean wanted = connector == null ? !ReplayClone.isOne(name) : name.equals(connector);
            if (wanted && !topic.isEmpty()) {
                queues.add(new DeadLetterQueue(name, topic));
            }
        }
        if (connector != null && queues.isEmpty()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "Connector " + connector + " keeps no dead letters: it has no " + TOPIC
                            + ". Set it, with errors.tolerance=all and errors.deadletterqueue.context.headers.enable=true.");
        }
        return queues;
    }

    /** The queue whose topic a dead letter's id names. */
    static DeadLetterQueue ofLetter(ConnectRest connect, String id) {
        List<DeadLetterQueue> queues = of(connect, null);
        String topic = DeadLetterId.parse(id).topic();
        return queues.stream()
                .filter(queue -> queue.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        Problem.Kind.USAGE,
                        "No connector at " + connect.address() + " has the dead letter topic " + topic
                                + NearestName.hint(
                                        topic,
                                        queues.stream()
                                                .map(DeadLetterQueue::topic)
                                                .toList())));
    }

    public void read(
            PipelineEndpoints target, Topics topics, BiConsumer<SinkDeadLetter, ConsumerRecord<byte[], byte[]>> each) {
        new TopicScan(target)
                .all(topics, topic, record -> each.accept(DeadLetterHeaders.read(connector, record), record));
    }

    JsonNode config(ConnectRest connect) {
        return connect.config(connector).orElse(Rest.JSON.missingNode());
    }
}
