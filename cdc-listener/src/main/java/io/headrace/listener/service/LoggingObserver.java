package io.headrace.listener.service;

import io.headrace.listener.RowChange;
import io.headrace.listener.consume.Observer;
import io.headrace.listener.dispatch.Work;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what goes wrong in a rule: the first of a row of failures, and every dead letter. Thread-safe. */
final class LoggingObserver implements Observer {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingObserver.class);

    private final String rule;
    private final Map<Class<?>, Boolean> told = new ConcurrentHashMap<>();

    LoggingObserver(String rule) {
        this.rule = rule;
    }

    @Override
    public void reacted(RowChange change) {
        if (!told.isEmpty()) {
            told.clear();
        }
    }

    @Override
    public void retrying(Work work, Throwable error, Duration pause) {
        if (told.putIfAbsent(error.getClass(), true) == null) {
            LOG.warn("{}: the reaction to {} failed and will be retried: {}", rule, work, error.toString());
        }
        LOG.debug("{}: {} failed {} times", rule, work, work.attempts(), error);
    }

    @Override
    public void deadLettered(Work work, Throwable error) {
        LOG.warn(
                "{}: {} goes to the dead letters after {} attempts: {}",
                rule,
                work,
                work.attempts(),
                error.getMessage());
    }
}
