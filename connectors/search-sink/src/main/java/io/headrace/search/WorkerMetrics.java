package io.headrace.search;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the numbers of a task among those of its worker, where the worker can do that (Connect 4.1, KIP-877). A worker of
 * 3.9 lacks the types, so that no other class may name them.
 */
final class WorkerMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerMetrics.class);

    private WorkerMetrics() {}

    /** Does nothing on a worker that has no such metrics. The worker removes them when the task ends. */
    static void register(SinkTaskContext context, TaskMetricsMXBean numbers) {
        try {
            Registration.of(context, numbers);
        } catch (IllegalArgumentException taken) {
            // A task that is started again while the one before it, which a rebalance took away, has not ended yet.
            LOG.warn(
                    "The worker has metrics of an earlier run of this task still, so that those of this one are missing among"
                            + " its own until it is restarted; JMX has them: {}",
                    taken.getMessage());
        } catch (LinkageError | UnsupportedOperationException older) {
            LOG.debug("This worker has no metrics of plugins; JMX has them all the same", older);
        }
    }

    /** Linked only when it is used, so that a type that is missing can be caught above. */
    private static final class Registration {
        static void of(SinkTaskContext context, TaskMetricsMXBean numbers) {
            PluginMetrics metrics = context.pluginMetrics();
            if (metrics == null) {
                return;
            }
            for (Method getter : TaskMetricsMXBean.class.getMethods()) {
                if (getter.getReturnType().isPrimitive()) {
                    Gauge<Object> gauge = (config, now) -> read(getter, numbers);
                    metrics.addMetric(
                            metrics.metricName(name(getter), "Of the search sink's task", new LinkedHashMap<>()),
                            gauge);
                }
            }
        }

        private static Object read(Method getter, TaskMetricsMXBean numbers) {
            try {
                return Objects.requireNonNull(getter.invoke(numbers));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("A getter of a public interface", e);
            }
        }

        private static String name(Method getter) {
            String name = getter.getName().replaceFirst("^(get|is)", "");
            return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
        }
    }
}
