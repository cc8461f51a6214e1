package io.headrace.console.scenario;

import static org.awaitility.Awaitility.await;

import io.headrace.console.server.Credentials;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The listener service as a process of its own on the stack of {@link OperationsIT}: one rule calls a partner for each order
 * whose notes begin with {@link #mark}. Its topics go away with it.
 */
final class RunningListener implements AutoCloseable {

    static final String RULE = "partner";
    static final String TOKEN = "token of the test";

    private final String group =
            "letters-" + Long.toString(System.currentTimeMillis(), 36).toLowerCase(Locale.ROOT);
    private final URI address;
    private final Process process;

    private RunningListener(Path folder, Partner partner, String afterDeadLetter, String prefix) throws IOException {
        int port = freePort();
        this.address = URI.create("http://127.0.0.1:" + port);
        Path config = Files.writeString(folder.resolve("listener.yaml"), """
                kafka: {bootstrap.servers: "%s"}
                group: %s
                topic.prefix: %s
                http: {host: 127.0.0.1, port: %d, token: "${env:TOKEN}"}
                delivery: {after.dead.letter: %s}
                rules:
                  - name: %s
                    table: inventory.orders
                    on: update
                    where: {notes: {matches: "%s.*"}}
                    webhook:
                      url: %s
                      allow.private: true
                      events: [{type: OrderNoted, on: update}]
                """.formatted(
                        OperationsIT.target.bootstrapServers(),
                        group,
                        prefix,
                        port,
                        afterDeadLetter,
                        RULE,
                        mark(),
                        partner.address()));
        this.process = launch(config, folder.resolve("listener.log"));
    }

    /** Returns when it is ready: it has its partitions. */
    static RunningListener start(Path folder, Partner partner, String afterDeadLetter) throws IOException {
        return awaited(folder, new RunningListener(folder, partner, afterDeadLetter, "dbserver1"), "/health/ready");
    }

    /** Returns when it answers; it waits for the topics of a source that is not there. */
    static RunningListener startWithoutSource(Path folder, Partner partner, String prefix) throws IOException {
        return awaited(folder, new RunningListener(folder, partner, "continue", prefix), "/health/live");
    }

    private static RunningListener awaited(Path folder, RunningListener listener, String health) throws IOException {
        Rest http = new Rest("Listener", listener.address);
        try {
            await().atMost(OperationsIT.LONG)
                    .ignoreExceptions()
                    .failFast("the listener ended", () -> !listener.process.isAlive())
                    .until(() -> http.get(health).ok());
            return listener;
        } catch (RuntimeException e) {
            listener.close();
            throw new AssertionError(Files.readString(folder.resolve("listener.log")), e);
        }
    }

    private static Process launch(Path config, Path log) throws IOException {
        Path module = OperationsIT.HOME.resolve("cdc-listener/service/target");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        module.resolve("classes") + ":"
                                + Files.readString(module.resolve("class-path")).strip(),
                        "io.headrace.listener.service.ListenerMain",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TOKEN", TOKEN);
        return builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What the notes begin with that are for this listener. */
    String mark() {
        return group + "/";
    }

    String address() {
        return address.toString();
    }

    PipelineEndpoints target() {
        return at(address, Credentials.byToken(TOKEN));
    }

    /** The servers of the stack, with a listener. */
    static PipelineEndpoints at(URI listener, Credentials access) {
        PipelineEndpoints all = OperationsIT.target;
        return PipelineEndpoints.builder()
                .connect(all.connect())
                .kafka(all.bootstrapServers())
                .mysql(all.jdbcUrl(), all.mysqlUser(), all.mysqlPassword())
                .elasticsearch(all.elasticsearch())
                .listener(listener, access)
                .build();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Topics topics = Topics.open(OperationsIT.target)) {
            topics.delete(topics.beginningWith(group));
        }
    }
}
