package io.headrace.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own, as {@code ./cdc} starts it. */
final class CdcProcess {
    private final Path home;
    private final Map<String, String> environment;

    /** @param home the checkout whose stack it is about */
    CdcProcess(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    /** What a command ended with, and what it printed on the two streams. */
    record Outcome(int exitCode, String output, String progress) {}

    Outcome run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dheadrace.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.headrace.console.cli.Main"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("headrace-cdc-", ".out");
        Path progress = Files.createTempFile("headrace-cdc-", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(progress.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(command + " did not end. It said: " + Files.readString(progress));
        }
        Outcome outcome = new Outcome(process.exitValue(), Files.readString(output), Files.readString(progress));
        Files.delete(output);
        Files.delete(progress);
        return outcome;
    }
}
