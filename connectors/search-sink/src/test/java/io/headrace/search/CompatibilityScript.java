package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headrace.search.client.DetectedServer;
import io.headrace.stack.install.Jdk;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The script, and what the local stack's server has no need to show, on a server of the profile compat. */
@Tag("compat")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CompatibilityScript extends SearchServerScript {
    private final String product;
    private final int oldestJdk;
    private RunningServer server;

    /**
     * @param product as the sink has to name it
     * @param oldestJdk the oldest that it runs on
     */
    CompatibilityScript(String product, int oldestJdk) {
        this.product = product;
        this.oldestJdk = oldestJdk;
    }

    abstract RunningServer build(Path folder, Jdk jdk) throws Exception;

    @BeforeAll
    void startServer(@TempDir Path folder) throws Exception {
        Optional<Jdk> jdk = Jdk.atLeast(oldestJdk);
        assumeTrue(
                jdk.isPresent(),
                () -> product + " needs a JDK " + oldestJdk
                        + " or newer, and none is named by HEADRACE_JDK21 or JAVA_HOME_… or"
                        + " installed in /usr/lib/jvm");
        server = build(folder, jdk.orElseThrow());
        server.start();
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    RunningServer server() {
        return server;
    }

    @Test
    void shouldKnowTheServerAndFindNothingWrongWithIt() {
        // When
        Map<String, String> connector = RunningTask.configuration(server.url(), false);
        // Then
        assertThat(new SearchSinkConnector().validate(connector).configValues())
                .flatExtracting(ConfigValue::errorMessages)
                .isEmpty();
        assertThat(DetectedServer.of(connector)).isEqualTo(product);
    }

    @Test
    void shouldChangeNothingWhenOlderRecordsComeAgain() {
        // Given
        calls().delete("/orders");
        String[] history = {"1", "{\"v\":1}", "2", "{\"v\":2}", "1", "{\"v\":3}", "2", null};
        try (RunningTask task = new RunningTask(server.url())) {
            task.deliver(history).settle();
        }
        // When
        try (RunningTask task = new RunningTask(server.url())) {
            task.deliver(history[0], history[1], history[2], history[3]).settle();
        }
        // Then
        assertThat(calls().get("/orders/_doc/1").path("_source").toString()).isEqualTo("{\"v\":3}");
        assertThat(calls().get("/orders/_doc/2").path("found").asBoolean()).isFalse();
    }
}
