package io.headrace.search.config;

import io.headrace.search.config.BulkSettings.Refresh;
import io.headrace.search.config.BulkSettings.RetrySettings;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Settings of bulk requests: their size, how many at once, and how failing ones are tried again. */
final class BulkFragment {
    static final String GROUP = "Bulk requests";
    static final String BATCH_SIZE = "batch.size";
    static final String BULK_SIZE = "bulk.size.bytes";
    static final String LINGER = "linger.ms";
    static final String MAX_IN_FLIGHT = "max.in.flight.requests";
    static final String MAX_BUFFERED = "max.buffered.bytes";
    static final String COALESCE = "coalesce";
    static final String RETRY_BACKOFF = "retry.backoff.ms";
    static final String RETRY_BACKOFF_MAX = "retry.backoff.max.ms";
    static final String RETRY_TIMEOUT = "retry.timeout.ms";
    static final String MAX_RETRIES = "max.retries";
    static final String REFRESH = "refresh";
    static final String REFRESH_MIN_INTERVAL = "refresh.min.interval.ms";
    static final String CLOSE_TIMEOUT = "close.timeout.ms";

    private BulkFragment() {}

    static void define(ConfigDef definition) {
        new SettingGroup(definition, GROUP)
                .optional(
                        BATCH_SIZE,
                        ConfigDef.Type.INT,
                        2_000,
                        Range.between(1, 1_000_000),
                        Importance.MEDIUM,
                        "Records per request",
                        "Maximum records per bulk request.")
                .optional(
                        BULK_SIZE,
                        ConfigDef.Type.INT,
                        5 * 1024 * 1024,
                        Range.between(1, 100 * 1024 * 1024),
                        Importance.MEDIUM,
                        "Bytes per request",
                        "Maximum bytes of records per bulk request; a single larger record is sent on its own.")
                .optional(
                        LINGER,
                        ConfigDef.Type.LONG,
                        5L,
                        Range.between(0, 60_000),
                        Importance.LOW,
                        "Linger (ms)",
                        "How long a record waits to be batched while other requests are in flight. With none in flight"
                                + " it is sent immediately.")
                .optional(
                        MAX_IN_FLIGHT,
                        ConfigDef.Type.INT,
                        4,
                        Range.between(1, 64),
                        Importance.MEDIUM,
                        "Requests in flight",
                        "Maximum concurrent requests per task. Those of one document never overlap.")
                .optional(
                        MAX_BUFFERED,
                        ConfigDef.Type.LONG,
                        64L * 1024 * 1024,
                        Range.atLeast(1024),
                        Importance.MEDIUM,
                        "Buffer (bytes)",
                        "When a task holds this many bytes of records it pauses its partitions, until half are left.")
                .optional(
                        COALESCE,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        null,
                        Importance.LOW,
                        "Coalesce",
                        "Whether only the newest of several queued changes of one document is sent.")
                .optional(
                        RETRY_BACKOFF,
                        ConfigDef.Type.LONG,
                        100L,
                        Range.between(1, 600_000),
                        Importance.LOW,
                        "First backoff (ms)",
                        "How long to wait before the first retry; doubles with each further one, with jitter.")
                .optional(
                        RETRY_BACKOFF_MAX,
                        ConfigDef.Type.LONG,
                        10_000L,
                        Range.between(1, 600_000),
                        Importance.LOW,
                        "Longest backoff (ms)",
                        "Maximum wait between retries.")
                .optional(
                        RETRY_TIMEOUT,
                        ConfigDef.Type.LONG,
                        -1L,
                        Range.atLeast(-1),
                        Importance.LOW,
                        "Retry timeout (ms)",
                        "How long the server may accept nothing before the task fails; -1 for no limit.")
                .optional(
                        MAX_RETRIES,
                        ConfigDef.Type.INT,
                        -1,
                        Range.atLeast(-1),
                        Importance.LOW,
                        "Retries",
                        "How often a request is retried before the task fails; -1 for no limit. Kept for compatibility"
                                + " with other sinks; retry.timeout.ms is easier to choose.")
                .oneOf(
                        REFRESH,
                        Refresh.class,
                        Refresh.INTERVAL,
                        Importance.MEDIUM,
                        "Refresh",
                        "When documents become searchable: interval, at the index's own interval; adaptive, immediately"
                                + " while the sink keeps up; wait_for, when a bulk request returns, which waits for the"
                                + " interval; true, with each bulk request.")
                .optional(
                        REFRESH_MIN_INTERVAL,
                        ConfigDef.Type.LONG,
                        50L,
                        Range.between(1, 60_000),
                        Importance.LOW,
                        "Refresh distance (ms)",
                        "With refresh=adaptive, the minimum time between two refreshes.")
                .optional(
                        CLOSE_TIMEOUT,
                        ConfigDef.Type.LONG,
                        10_000L,
                        Range.between(0, 600_000),
                        Importance.LOW,
                        "Close timeout (ms)",
                        "How long requests of revoked partitions may take to finish before they are aborted.");
    }

    static BulkSettings from(AbstractConfig config) {
        return new BulkSettings(
                config.getInt(BATCH_SIZE),
                config.getInt(BULK_SIZE),
                config.getLong(LINGER),
                config.getInt(MAX_IN_FLIGHT),
                config.getLong(MAX_BUFFERED),
                config.getBoolean(COALESCE),
                new RetrySettings(
                        config.getLong(RETRY_BACKOFF),
                        config.getLong(RETRY_BACKOFF_MAX),
                        config.getLong(RETRY_TIMEOUT),
                        config.getInt(MAX_RETRIES)),
                EnumValidator.parse(Refresh.class, config.getString(REFRESH)),
                config.getLong(REFRESH_MIN_INTERVAL),
                config.getLong(CLOSE_TIMEOUT),
                config.getInt(WriteFragment.FAILURE_BREAKER));
    }
}
