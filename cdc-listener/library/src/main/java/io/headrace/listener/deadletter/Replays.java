package io.headrace.listener.deadletter;

import java.util.List;
import java.util.Optional;

/**
 * Requests replays, reports how far they are, and cancels them. Everything is read from Kafka at each call, so that any
 * instance of a group can be asked; the instance that owns a change's partition does the work. Thread-safe. Each call takes
 * some tenths of a second, and throws a {@link org.apache.kafka.common.KafkaException} when the brokers do not answer.
 */
public interface Replays {
    /** What a replay would do, without doing it. */
    DryRun dryRun(Selection selection);

    /**
     * Begins a replay and returns at once.
     *
     * @param rate records a second and instance, 0 for no limit
     * @throws IllegalArgumentException when the rate is negative
     * @throws ReplayRunningException when another one runs
     */
    ReplayStatus start(Selection selection, double rate);

    /** All replays that were requested, the latest first. */
    List<ReplayStatus> all();

    /** Empty when there is no such replay. */
    Optional<ReplayStatus> find(String id);

    /** Begins nothing more of a replay; reactions that run already end. Empty when there is no such replay. */
    Optional<ReplayStatus> cancel(String id);

    /** What became of the dead letters that were replayed so far. */
    Outcomes outcomes();
}
