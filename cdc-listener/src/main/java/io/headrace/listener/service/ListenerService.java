package io.headrace.listener.service;

import io.headrace.listener.ChangeListener;
import io.headrace.listener.ListenerSettings;
import io.headrace.listener.ListenerState;
import io.headrace.listener.ListenerStatus;
import io.headrace.listener.Operation;
import io.headrace.listener.consume.KafkaClients;
import io.headrace.listener.deadletter.DeadLetterList;
import io.headrace.listener.deadletter.Replays;
import io.headrace.listener.deadletter.TopicReader;
import io.headrace.listener.reaction.FilteredReaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of a configuration, each as a listener of its own. Thread-safe. */
final class ListenerService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Metrics metrics = new Metrics();
    private final Map<String, ChangeListener> listeners = new LinkedHashMap<>();
    private final Map<String, DeadLetterList> deadLetters = new LinkedHashMap<>();
    private final Map<String, Replays> replays = new LinkedHashMap<>();
    private final ChangeFeed changes = new ChangeFeed();

    ListenerService(ServiceConfig config) {
        for (ServiceConfig.Rule rule : config.rules()) {
            ChangeListener listener = listener(rule, config.topicPrefix());
            listeners.put(rule.name(), listener);
            KafkaClients clients = new KafkaClients(rule.settings());
            deadLetters.put(
                    rule.name(),
                    new DeadLetterList(
                            rule.settings().deadLetterTopic(), new TopicReader(clients::plainConsumer, PATIENCE)));
            replays.put(rule.name(), listener.replays());
            metrics.watch(rule.name(), listener::status);
        }
    }

    private ChangeListener listener(ServiceConfig.Rule rule, String topicPrefix) {
        ListenerSettings settings = rule.settings();
        var builder = ChangeListener.builder()
                .settings(settings)
                .topicPrefix(topicPrefix)
                .observer(new Observers(
                        new LoggingObserver(rule.name()),
                        new Observers(metrics.observer(rule.name()), changes.observer(rule.name()))));
        if (rule.reaction().filter().on().contains(Operation.SCHEMA_CHANGE)) {
            builder.schemaChanges();
        }
        if (rule.reaction().filter().on().contains(Operation.TRUNCATE)) {
            LOG.info(
                    "{} reacts to truncates, which the source omits unless it has skipped.operations=none",
                    rule.name());
        }
        rule.reaction().prepare(builder);
        return builder.reaction(
                        rule.table(),
                        FilteredReaction.wrap(
                                rule.name(),
                                rule.reaction().filter(),
                                rule.reaction().reaction(rule.name(), rule.log())))
                .build();
    }

    void start() {
        listeners.values().forEach(ChangeListener::start);
    }

    Map<String, ListenerStatus> status() {
        Map<String, ListenerStatus> status = new LinkedHashMap<>();
        listeners.forEach((name, listener) -> status.put(name, listener.status()));
        return status;
    }

    /** The dead letters of each rule. */
    Map<String, DeadLetterList> deadLetters() {
        return deadLetters;
    }

    /** The replays of each rule. */
    Map<String, Replays> replays() {
        return replays;
    }

    ChangeFeed changes() {
        return changes;
    }

    Metrics metrics() {
        return metrics;
    }

    boolean ready() {
        return listeners.values().stream()
                .allMatch(listener -> listener.status().ready());
    }

    /** Whether one of them stopped by itself. */
    boolean failed() {
        return listeners.values().stream()
                .anyMatch(listener -> listener.status().state() == ListenerState.FAILED);
    }

    /** Waits until one of them stopped by itself. */
    void awaitFailure() throws InterruptedException {
        while (!failed()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Override
    public void close() {
        listeners.values().parallelStream().forEach(ChangeListener::close);
    }
}
