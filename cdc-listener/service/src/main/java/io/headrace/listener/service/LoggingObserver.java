package io.headrace.listener.service;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.spi.FailedRecord;
import io.headrace.listener.spi.ListenerObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a rule's failures: the first of each kind until a reaction succeeds again, and every dead letter. Thread-safe. */
final class LoggingObserver implements ListenerObserver {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingObserver.class);

    private final String rule;
    private final Map<Class<?>, Boolean> logged = new ConcurrentHashMap<>();

    LoggingObserver(String rule) {
        this.rule = rule;
    }

    @Override
    public void reacted(RowChange change) {
        if (!logged.isEmpty()) {
            logged.clear();
        }
    }

    @Override
    public void retrying(FailedRecord record, Throwable error, Duration pause) {
        if (logged.putIfAbsent(error.getClass(), true) == null) {
            LOG.warn("{}: the reaction to {} failed and will be retried: {}", rule, record, error.toString());
        }
        LOG.debug("{}: {} failed {} times", rule, record, record.attempts(), error);
    }

    @Override
    public void deadLettered(FailedRecord record, Throwable error) {
        LOG.warn(
                "{}: {} goes to the dead letters after {} attempts: {}",
                rule,
                record,
                record.attempts(),
                error.getMessage());
    }
}
