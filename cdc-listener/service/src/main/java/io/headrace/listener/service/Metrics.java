package io.headrace.listener.service;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.Snapshot;
import io.headrace.listener.spi.FailedRecord;
import io.headrace.listener.spi.ListenerObserver;
import io.headrace.listener.spi.ListenerStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The service's metrics, each labelled with its rule. Thread-safe. */
final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** Returns an observer that counts what happens in a rule. */
    ListenerObserver observer(String rule) {
        Counter reacted = records(rule, "reacted");
        Counter deadLettered = records(rule, "dead-lettered");
        Counter duplicate = records(rule, "duplicate");
        Counter replayed = records(rule, "replayed");
        Counter retries = Counter.builder("headrace.listener.retries")
                .description("Failed attempts that are followed by another")
                .tag("rule", rule)
                .register(registry);
        Timer timer = Timer.builder("headrace.listener.commit.to.reaction")
                .description("From the commit in the database to the end of the reaction")
                .tag("rule", rule)
                .serviceLevelObjectives(
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(15),
                        Duration.ofMillis(25),
                        Duration.ofMillis(40),
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60))
                .register(registry);
        return new ListenerObserver() {
            @Override
            public void reacted(RowChange change) {
                reacted.increment();
                if (!(change instanceof Snapshot)) {
                    timer.record(Duration.between(change.origin().committedAt(), Instant.now()));
                }
            }

            @Override
            public void replayed(RowChange change) {
                replayed.increment();
            }

            @Override
            public void retrying(FailedRecord record, Throwable error, Duration pause) {
                retries.increment();
            }

            @Override
            public void deadLettered(FailedRecord record, Throwable error) {
                deadLettered.increment();
            }

            @Override
            public void duplicate(RowChange change) {
                duplicate.increment();
            }
        };
    }

    private Counter records(String rule, String result) {
        return Counter.builder("headrace.listener.records")
                .description("Finished records, by outcome")
                .tag("rule", rule)
                .tag("result", result)
                .register(registry);
    }

    /** Adds the gauges of a rule, which are read from the listener's status at each scrape. */
    void watch(String rule, Supplier<ListenerStatus> status) {
        gauge(rule, "headrace.listener.lag.records", "Unfinished records, 0 when idle", status, now ->
                (double) now.lag());
        gauge(
                rule,
                "headrace.listener.lag.seconds",
                "Age of the oldest record in flight, 0 when idle",
                status,
                now -> now.lagMillis() / 1_000.0);
        gauge(rule, "headrace.listener.in.flight", "Records read but not finished", status, ListenerStatus::inFlight);
        gauge(rule, "headrace.listener.lanes", "Keys with records in flight", status, ListenerStatus::lanes);
        gauge(
                rule,
                "headrace.listener.partitions",
                "Assigned partitions",
                status,
                now -> now.partitions().size());
        gauge(rule, "headrace.listener.ready", "1 when ready", status, now -> now.ready() ? 1 : 0);
    }

    private void gauge(
            String rule,
            String name,
            String description,
            Supplier<ListenerStatus> status,
            ToDoubleFunction<ListenerStatus> value) {
        Gauge.builder(name, () -> value.applyAsDouble(status.get()))
                .description(description)
                .tag("rule", rule)
                .register(registry);
    }

    /** Returns all metrics in Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }
}
