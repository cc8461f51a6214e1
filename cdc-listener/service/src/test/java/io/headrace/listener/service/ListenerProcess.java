package io.headrace.listener.service;

import static org.awaitility.Awaitility.await;

import io.headrace.listener.TestBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The service as a process of its own, as it is run in production, so that it can be killed. */
final class ListenerProcess implements AutoCloseable {
    private final Process process;
    private final Path log;

    private ListenerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** @param folder gets the log, which later starts append to */
    static ListenerProcess start(Path configuration, Path folder, Map<String, String> environment) {
        Path module = TestBroker.checkout().resolve("cdc-listener/service/target");
        Path log = folder.resolve("listener.log");
        try {
            String classPath = module.resolve("classes") + ":"
                    + Files.readString(module.resolve("class-path")).strip();
            ProcessBuilder builder = new ProcessBuilder(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    ListenerMain.class.getName(),
                    "--config",
                    configuration.toString()));
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            return new ListenerProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    /** Its log, with what each of its threads does at the end. */
    String logWithThreads() throws IOException, InterruptedException {
        long before = Files.size(log);
        new ProcessBuilder("kill", "-QUIT", Long.toString(process.pid()))
                .start()
                .waitFor();
        await().atMost(Duration.ofSeconds(10)).until(() -> Files.size(log) > before);
        return log();
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
