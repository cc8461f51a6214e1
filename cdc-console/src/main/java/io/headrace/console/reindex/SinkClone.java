package io.headrace.console.reindex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.connector.ApplyConfigs;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The two sinks of a reindex: the first, which is pinned to the old index by its name while the alias may move, and its
 * clone, which writes the same topic to the new index.
 */
final class SinkClone {

    private static final String REFRESH = "refresh";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";

    private final ConnectRest connect;
    private final ReindexState state;
    private final String topic;
    private final SinkPin pin;
    private final Duration patience;

    /** @param others what else is under way through the same sink */
    SinkClone(ConnectRest connect, ReindexState state, String topic, List<ReindexState> others, Duration patience) {
        this.connect = connect;
        this.state = state;
        this.topic = topic;
        this.pin = new SinkPin(state, topic, others);
        this.patience = patience;
    }

    /** Whether the clone exists and was started. */
    boolean started() {
        return connect.state(state.cloneSink())
                .filter(s -> !s.state().equals("STOPPED"))
                .isPresent();
    }

    /** Creates the clone, standing still, unless it is there. */
    void create() {
        if (connect.state(state.cloneSink()).isEmpty()) {
            connect.createStopped(state.cloneSink(), config());
        }
    }

    /** Has the clone begin at the offsets of the state. */
    void start() {
        stop(state.cloneSink());
        ObjectNode body = Rest.JSON.createObjectNode();
        ArrayNode offsets = body.putArray("offsets");
        state.offsets().forEach((partition, offset) -> {
            ObjectNode entry = offsets.addObject();
            entry.putObject("partition").put("kafka_topic", topic).put("kafka_partition", partition);
            entry.putObject("offset").put("kafka_offset", offset);
        });
        connect.setOffsets(state.cloneSink(), body);
        connect.put(state.cloneSink(), "resume");
        ApplyConfigs.awaitRunning(connect, state.cloneSink(), patience);
    }

    /** A resumed run comes after the cause of a failure was corrected: the clone gets another chance. */
    void restartWhatFailed() {
        if (connect.state(state.cloneSink())
                .filter(ConnectRest.ConnectorState::failed)
                .isPresent()) {
            connect.restart(state.cloneSink(), true);
        }
    }

    private ObjectNode config() {
        ObjectNode config = sink().deepCopy();
        config.remove(List.of("topics.regex", "consumer.override.group.id"));
        config.put("name", state.cloneSink());
        config.put("topics", topic);
        config.put(SinkPin.TOPIC_TO_INDEX, topic + ":" + state.newIndex());
        config.put(SinkPin.RESOURCE_TYPE, "index");
        config.put("index.create", "false");
        config.put(REFRESH, "interval");
        if (config.has(DEAD_LETTERS)) {
            config.put(DEAD_LETTERS, config.path(DEAD_LETTERS).asText() + "-" + state.newIndex());
        }
        return config;
    }

    /** Gives the clone the first sink's way to refresh, which only costs while a new index is being filled. */
    void refreshAsTheFirst() {
        ObjectNode config = connect.config(state.cloneSink()).orElseThrow().deepCopy();
        JsonNode wanted = sink().path(REFRESH);
        if (!wanted.isMissingNode() && !config.path(REFRESH).equals(wanted)) {
            config.set(REFRESH, wanted);
            connect.putConfig(state.cloneSink(), config);
            ApplyConfigs.awaitRunning(connect, state.cloneSink(), patience);
        }
    }

    boolean isPinned() {
        return pin.isIn(sink());
    }

    /**
     * Has the first sink write to the old index by its name. It is stopped for the change: a task that still runs with
     * the alias could write to the new index what is then missing from the old one.
     */
    void pin() {
        if (isPinned()) {
            resume();
            return;
        }
        put(pin.putInto(sink()));
    }

    /** Gives the first sink its settings of before back: it writes to the alias again. */
    void unpin() {
        if (!isPinned()) {
            resume();
            return;
        }
        put(pin.takeOutOf(sink()));
    }

    /** Ends the clone and forgets its offsets. */
    void remove() {
        Optional<ConnectRest.ConnectorState> present = connect.state(state.cloneSink());
        if (present.isEmpty()) {
            return;
        }
        stop(state.cloneSink());
        connect.resetOffsets(state.cloneSink());
        connect.delete(state.cloneSink());
    }

    private void put(ObjectNode config) {
        stop(state.sink());
        connect.putConfig(state.sink(), config);
        resume();
    }

    /** Asked for whatever the state shows: just after a change of configuration it may not be the one that lasts. */
    private void resume() {
        connect.put(state.sink(), "resume");
        ApplyConfigs.awaitRunning(connect, state.sink(), patience);
    }

    private void stop(String name) {
        connect.put(name, "stop");
        boolean stopped = Pause.until(
                () -> connect.state(name)
                        .filter(s -> s.state().equals("STOPPED") && s.tasks().isEmpty())
                        .isPresent(),
                patience,
                50);
        if (!stopped) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "Connector " + name + " had not stopped after " + patience.toSeconds()
                            + " s. Continue with ./cdc reindex --resume once the worker responds again.");
        }
    }

    private JsonNode sink() {
        return connect.config(state.sink())
                .orElseThrow(() -> new Problem(
                        Problem.Kind.FAILED,
                        "Sink " + state.sink() + " no longer exists at " + connect.address()
                                + ": apply its JSON again, then continue with ./cdc reindex --resume."));
    }
}
