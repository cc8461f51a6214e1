package io.headrace.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A JVM of its own that starts a stack, as {@code ./cdc up} or a test run would, and can be ended in the middle of it. */
final class Launcher implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    private Launcher(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static Launcher start(Path state, boolean owned) throws IOException {
        return start(state, owned, false);
    }

    /** One that starts the servers and then never ends with the rest of its start-up, until it is told to. */
    static Launcher startAndFill(Path state) throws IOException {
        return start(state, false, true);
    }

    private static Launcher start(Path state, boolean owned, boolean filling) throws IOException {
        return new Launcher(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LauncherMain.class.getName(),
                        state.toString(),
                        Boolean.toString(owned),
                        Boolean.toString(filling))
                .redirectErrorStream(true)
                .start());
    }

    /** Reads its progress up to the line that is waited for. */
    Launcher awaitLine(Predicate<String> wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (wanted.test(line)) {
                return this;
            }
        }
        throw new AssertionError("The launcher ended early. It said: " + lines);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, which a JVM takes as it takes Ctrl-C. Returns its exit code. */
    int interrupt() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            throw new AssertionError("The launcher did not end. It said: " + lines);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
