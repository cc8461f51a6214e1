package io.headrace.search;

import io.headrace.search.bulk.BulkCounters;
import io.headrace.search.bulk.BulkWriter;
import io.headrace.search.bulk.CountsByCause;
import io.headrace.search.document.SkipReason;
import io.headrace.search.failure.RecordErrors;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers of one task, registered with the platform's MBean server. Read by any thread. */
final class TaskMetrics implements TaskMetricsMXBean, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskMetrics.class);

    /** Which run of a task is registered: a rebalance may start the next before the one it took away has ended. */
    private static final Map<ObjectName, TaskMetrics> REGISTERED = new HashMap<>();

    private final BulkCounters counters;
    private final BulkWriter writer;
    private final Backpressure backpressure;
    private final RecordErrors errors;
    private final LongAdder records = new LongAdder();
    private final CountsByCause skipped = new CountsByCause();
    private @Nullable ObjectName name;

    TaskMetrics(BulkCounters counters, BulkWriter writer, Backpressure backpressure, RecordErrors errors) {
        this.counters = counters;
        this.writer = writer;
        this.backpressure = backpressure;
        this.errors = errors;
    }

    /** A task without metrics still works, so a failure is only said. Takes the place of an earlier run that has not ended. */
    void register(String connector, String task) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        synchronized (REGISTERED) {
            try {
                ObjectName wanted = new ObjectName("io.headrace.search:type=sink-task-metrics,connector="
                        + ObjectName.quote(connector) + ",task=" + ObjectName.quote(task));
                if (server.isRegistered(wanted)) {
                    server.unregisterMBean(wanted);
                }
                server.registerMBean(this, wanted);
                REGISTERED.put(wanted, this);
                name = wanted;
            } catch (JMException e) {
                LOG.warn("The metrics of task {} of {} are not to be seen over JMX: {}", task, connector, e.toString());
            }
        }
    }

    /** Leaves those of a later run alone. */
    @Override
    public void close() {
        synchronized (REGISTERED) {
            if (name == null || !REGISTERED.remove(name, this)) {
                return;
            }
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                LOG.debug("The metrics were taken away already", e);
            }
        }
    }

    void delivered(int count) {
        records.add(count);
    }

    void skipped(SkipReason reason) {
        skipped.increment(reason.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public long getRecords() {
        return records.sum();
    }

    @Override
    public long getWritten() {
        return counters.written.sum();
    }

    @Override
    public long getStale() {
        return counters.stale.sum();
    }

    @Override
    public long getCoalesced() {
        return counters.coalesced.sum();
    }

    @Override
    public long getSkipped() {
        return skipped.sum();
    }

    @Override
    public Map<String, Long> getSkippedByReason() {
        return skipped.byCause();
    }

    @Override
    public long getFailedRecords() {
        return errors.count();
    }

    @Override
    public long getRetriedItems() {
        return counters.retriedItems.sum();
    }

    @Override
    public Map<String, Long> getRetriedItemsByCause() {
        return counters.retriedItems.byCause();
    }

    @Override
    public long getRetriedRequests() {
        return counters.retriedRequests.sum();
    }

    @Override
    public Map<String, Long> getRetriedRequestsByCause() {
        return counters.retriedRequests.byCause();
    }

    @Override
    public long getBulkRequests() {
        return counters.requests.sum();
    }

    @Override
    public long getBulkRecordsP50() {
        return counters.requestSize.quantile(0.5);
    }

    @Override
    public long getBulkRecordsP99() {
        return counters.requestSize.quantile(0.99);
    }

    @Override
    public double getBulkMillisP50() {
        return counters.requestTime.quantileMillis(0.5);
    }

    @Override
    public double getBulkMillisP99() {
        return counters.requestTime.quantileMillis(0.99);
    }

    @Override
    public long getBufferedBytes() {
        return writer.bufferedBytes();
    }

    @Override
    public int getLanes() {
        return writer.lanes();
    }

    @Override
    public int getInFlight() {
        return writer.inFlight();
    }

    @Override
    public boolean isPaused() {
        return backpressure.isPaused();
    }

    @Override
    public double getPausedSeconds() {
        return backpressure.pausedSeconds();
    }

    @Override
    public double getOutageSeconds() {
        return writer.outageMillis() / 1_000.0;
    }

    @Override
    public double getCommitToIndexedMillisP50() {
        return counters.toIndexed.quantileMillis(0.5);
    }

    @Override
    public double getCommitToIndexedMillisP99() {
        return counters.toIndexed.quantileMillis(0.99);
    }

    @Override
    public double getCommitToSearchableMillisP50() {
        return counters.toSearchable.quantileMillis(0.5);
    }

    @Override
    public double getCommitToSearchableMillisP99() {
        return counters.toSearchable.quantileMillis(0.99);
    }
}
