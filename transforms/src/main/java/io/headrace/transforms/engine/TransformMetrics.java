package io.headrace.transforms.engine;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The counters of one transform, in JMX as {@code headrace.transforms:type=…,connector=…,task=…,id=…}. Connector and task
 * are those in the worker's logging context while it starts the task. Called by any thread.
 */
public final class TransformMetrics implements TransformMetricsMXBean, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransformMetrics.class);

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Pattern CONTEXT = Pattern.compile("\\[(.+)\\|task-(\\d+).*");

    private final LongAdder rewritten = new LongAdder();
    private final LongAdder converted = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicLong xaRows = new AtomicLong();
    private final @Nullable ObjectName name;

    private TransformMetrics(@Nullable ObjectName name) {
        this.name = name;
    }

    static TransformMetrics register(String transform) {
        try {
            TransformMetrics metrics = new TransformMetrics(name(transform));
            ManagementFactory.getPlatformMBeanServer().registerMBean(metrics, metrics.name);
            return metrics;
        } catch (JMException | RuntimeException e) {
            LOG.warn("{} runs without JMX metrics: {}", transform, e.toString());
            return new TransformMetrics(null);
        }
    }

    private static ObjectName name(String transform) throws JMException {
        String context = MDC.get("connector.context");
        Matcher task = CONTEXT.matcher(context == null ? "" : context);
        String owner =
                task.matches() ? "connector=" + ObjectName.quote(task.group(1)) + ",task=" + task.group(2) + "," : "";
        return new ObjectName("headrace.transforms:type=" + transform + "," + owner + "id=" + IDS.incrementAndGet());
    }

    /** Counts a record that was rewritten, and one of its fields. */
    void rewritten() {
        rewritten.increment();
        converted.increment();
    }

    /** Counts what else of that record was converted. */
    void furtherFields(int fields) {
        if (fields > 0) {
            converted.add(fields);
        }
    }

    void skipped() {
        skipped.increment();
    }

    void failed() {
        errors.increment();
    }

    /** Counts a row of an XA transaction; true for the first. */
    boolean xaRow() {
        return xaRows.getAndIncrement() == 0;
    }

    @Override
    public long getRecords() {
        return rewritten.sum() + skipped.sum() + errors.sum();
    }

    @Override
    public long getFieldsConverted() {
        return converted.sum();
    }

    @Override
    public long getRecordsSkipped() {
        return skipped.sum();
    }

    @Override
    public long getErrors() {
        return errors.sum();
    }

    @Override
    public long getXaRows() {
        return xaRows.get();
    }

    @Override
    public void close() {
        if (name == null) {
            return;
        }
        try {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        } catch (JMException e) {
            LOG.debug("{} was not registered any more", name);
        }
    }
}
