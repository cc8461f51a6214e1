package io.headrace.bench.pipeline;

import java.util.Map;

/**
 * How the source connector is tuned.
 *
 * @param edits settings of connect-configs/mysql-source.json that are replaced
 */
record Tuning(String name, Map<String, String> edits) {

    static final Tuning SHIPPED = new Tuning("shipped", Map.of());

    /** What one would set if only rows per second mattered. */
    static final Tuning THROUGHPUT =
            new Tuning("throughput only", Map.of("poll.interval.ms", "500", "producer.override.linger.ms", "20"));
}
