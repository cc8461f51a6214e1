package io.headrace.listener.service;

import io.headrace.listener.ChangeListener;
import io.headrace.listener.change.Operation;
import io.headrace.listener.deadletter.DeadLetterList;
import io.headrace.listener.deadletter.Replays;
import io.headrace.listener.service.reaction.FilteredReaction;
import io.headrace.listener.spi.ListenerSettings;
import io.headrace.listener.spi.ListenerState;
import io.headrace.listener.spi.ListenerStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a listener for each rule of a configuration. Thread-safe. */
final class ListenerService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ListenerService.class);

    private final Metrics metrics = new Metrics();
    private final Map<String, ChangeListener> listeners = new LinkedHashMap<>();
    private final Map<String, DeadLetterList> deadLetters = new LinkedHashMap<>();
    private final Map<String, Replays> replays = new LinkedHashMap<>();
    private final ChangeFeed changes = new ChangeFeed();

    ListenerService(ServiceConfig config) {
        for (ServiceConfig.Rule rule : config.rules()) {
            ChangeListener listener = listener(rule, config.topicPrefix());
            listeners.put(rule.name(), listener);
            deadLetters.put(rule.name(), listener.deadLetters());
            replays.put(rule.name(), listener.replays());
            metrics.watch(rule.name(), listener::status);
        }
    }

    private ChangeListener listener(ServiceConfig.Rule rule, String topicPrefix) {
        ListenerSettings settings = rule.settings();
        var builder = ChangeListener.builder()
                .settings(settings)
                .topicPrefix(topicPrefix)
                .observer(new CompositeObserver(
                        new LoggingObserver(rule.name()),
                        new CompositeObserver(metrics.observer(rule.name()), changes.observer(rule.name()))));
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

    /** Returns the dead letters by the name of the rule. */
    Map<String, DeadLetterList> deadLetters() {
        return deadLetters;
    }

    /** Returns the replays by the name of the rule. */
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

    /** Returns whether a listener has stopped because of a failure. */
    boolean failed() {
        return listeners.values().stream()
                .anyMatch(listener -> listener.status().state() == ListenerState.FAILED);
    }

    /** Waits until a listener has stopped because of a failure. */
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
