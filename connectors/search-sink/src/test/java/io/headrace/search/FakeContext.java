package io.headrace.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.MetricValueProvider;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a worker is to a task. Used by the test's thread, which is the task's. */
final class FakeContext implements SinkTaskContext {
    private final Set<TopicPartition> assignment = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    /** What the task asked to pause, of partitions that are away too until partitions are assigned again. */
    private final Set<TopicPartition> toPause = new HashSet<>();

    private final List<Report> reports = new ArrayList<>();
    private final FakePluginMetrics metrics = new FakePluginMetrics();
    private final boolean deadLetters;
    private final Thread taskThread = Thread.currentThread();
    private long timeout = -1;

    record Report(SinkRecord record, Throwable error) {}

    FakeContext(boolean deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** As a worker does: what comes back is paused again if the task has not resumed it. */
    void assign(Set<TopicPartition> partitions) {
        assignment.clear();
        assignment.addAll(partitions);
        toPause.retainAll(partitions);
        paused.clear();
        paused.addAll(toPause);
    }

    void revoke(Set<TopicPartition> partitions) {
        assignment.removeAll(partitions);
        paused.removeAll(partitions);
    }

    Set<TopicPartition> paused() {
        return paused;
    }

    List<Report> reports() {
        return reports;
    }

    long timeout() {
        return timeout;
    }

    private void onTaskThread() {
        if (Thread.currentThread() != taskThread) {
            throw new AssertionError("the context belongs to the task thread");
        }
    }

    @Override
    public Map<String, String> configs() {
        return new HashMap<>();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(TopicPartition tp, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void timeout(long timeoutMs) {
        onTaskThread();
        timeout = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        onTaskThread();
        requireAssigned(partitions);
        paused.addAll(List.of(partitions));
        toPause.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        onTaskThread();
        requireAssigned(partitions);
        List.of(partitions).forEach(paused::remove);
        List.of(partitions).forEach(toPause::remove);
    }

    private void requireAssigned(TopicPartition... partitions) {
        if (!assignment.containsAll(List.of(partitions))) {
            throw new AssertionError("only assigned partitions can be paused and resumed");
        }
    }

    @Override
    public void requestCommit() {}

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return deadLetters ? this::report : null;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return metrics;
    }

    /** What the task shows among the numbers of its worker, by name. */
    Map<String, Object> pluginMetricValues() {
        Map<String, Object> values = new HashMap<>();
        metrics.providers.forEach((name, provider) -> values.put(name.name(), ((Gauge<?>) provider).value(null, 0)));
        return values;
    }

    private static final class FakePluginMetrics implements PluginMetrics {
        private final Map<MetricName, MetricValueProvider<?>> providers = new HashMap<>();

        @Override
        @SuppressWarnings("NonApiType") // as Connect declares it
        public MetricName metricName(String name, String description, LinkedHashMap<String, String> tags) {
            return new MetricName(name, "plugins", description, tags);
        }

        @Override
        public void addMetric(MetricName name, MetricValueProvider<?> provider) {
            if (providers.putIfAbsent(name, provider) != null) {
                throw new IllegalArgumentException(name + " is taken");
            }
        }

        @Override
        public void removeMetric(MetricName name) {
            providers.remove(name);
        }

        @Override
        public Sensor addSensor(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeSensor(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private Future<Void> report(SinkRecord record, Throwable error) {
        onTaskThread();
        reports.add(new Report(record, error));
        return new Receipt();
    }

    /** Not there before a broker can have answered, which is as soon as somebody asks again. */
    private static final class Receipt extends CompletableFuture<Void> {
        private boolean asked;

        @Override
        public boolean isDone() {
            if (asked) {
                complete(null);
            }
            asked = true;
            return super.isDone();
        }
    }
}
