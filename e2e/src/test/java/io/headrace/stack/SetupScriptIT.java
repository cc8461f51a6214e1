package io.headrace.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.headrace.stack.install.Checkout;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the containers' setup service runs, run against the local stack: it needs no container engine to be tried. */
class SetupScriptIT {
    private static final Path CHECKOUT = Checkout.aroundHere().root();

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = LocalStack.builder()
                .owned(true)
                .ports(Ports.free())
                .size(Size.SMALL)
                .build();
        stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldPutTheWholePipelineToWorkAndChangeNothingTheSecondTime() throws Exception {
        // When
        Result first = apply();
        Result second = apply();

        // Then
        assertThat(first.exit()).as(first.output()).isZero();
        assertThat(second.output()).isEqualTo(first.output()).contains("Connector elasticsearch-sink runs.");
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                ServerData.http("GET", stack.endpoints().elasticsearch() + "/orders/_count", ""))
                        .contains("\"count\":1200"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> ServerData.http("GET", stack.endpoints().listener() + "/health/ready", ""));
    }

    @Test
    void shouldSayWhichConnectorsFolderIsMissing() throws Exception {
        // When
        Result result = run(stack.state().resolve("nowhere"));

        // Then
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("nowhere/orders-template.json");
    }

    private static Result apply() throws IOException, InterruptedException {
        return run(CHECKOUT.resolve("connect-configs"));
    }

    private static Result run(Path configs) throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                "/bin/sh", CHECKOUT.resolve("compose/setup/apply.sh").toString(), configs.toString());
        script.environment().put("CONNECT_URL", stack.endpoints().connect().toString());
        script.environment()
                .put("ELASTICSEARCH_URL", stack.endpoints().elasticsearch().toString());
        Process process = script.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private record Result(int exit, String output) {}
}
