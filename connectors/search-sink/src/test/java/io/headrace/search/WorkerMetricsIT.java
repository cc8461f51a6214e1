package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headrace.search.fault.FaultServer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.Test;

class WorkerMetricsIT {
    @Test
    void shouldShowEachNumberAmongThoseOfTheWorker() {
        try (FaultServer server = new FaultServer();
                RunningTask task = new RunningTask(server)) {
            // When
            task.deliver("1", "{}").settle();
            // Then
            Map<String, Object> metrics = task.context().pluginMetricValues();
            assertThat(metrics).containsEntry("records", 1L).containsEntry("written", 1L);
            assertThat(metrics).containsKeys("bulk-millis-p99", "commit-to-indexed-millis-p50", "paused", "lanes");
        }
    }

    @Test
    void shouldStartOnAWorkerThatHasNoTypeForThem() throws Exception {
        // Given: the sink as a worker of Connect 3.9 loads it
        try (OldWorker classes = new OldWorker()) {
            Class<?> old = classes.loadClass("io.headrace.search.WorkerMetrics");
            Class<?> numbers = classes.loadClass("io.headrace.search.TaskMetricsMXBean");
            Method register =
                    old.getDeclaredMethod("register", org.apache.kafka.connect.sink.SinkTaskContext.class, numbers);
            register.setAccessible(true);
            // Then
            assertThatCode(() -> register.invoke(null, new FakeContext(false), null))
                    .doesNotThrowAnyException();
            assertThat(SinkTask.class.isAssignableFrom(classes.loadClass("io.headrace.search.SearchSinkTask")))
                    .isTrue();
        }
    }

    @Test
    void shouldStartWhileAnEarlierRunOfTheTaskHasNotEnded() {
        try (FaultServer server = new FaultServer();
                RunningTask task = new RunningTask(server)) {
            TaskMetricsMXBean again = (TaskMetricsMXBean) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {TaskMetricsMXBean.class},
                    (proxy, method, words) -> 0L);
            assertThatCode(() -> WorkerMetrics.register(task.context(), again)).doesNotThrowAnyException();
            assertThat(task.context().pluginMetricValues()).containsKey("records");
        }
    }

    /** Loads the sink anew and lacks the types of KIP-877. */
    private static final class OldWorker extends URLClassLoader {
        OldWorker() throws Exception {
            super(new URL[] {Path.of("target/classes").toUri().toURL()}, WorkerMetricsIT.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.endsWith(".PluginMetrics")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.headrace.search.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }
}
