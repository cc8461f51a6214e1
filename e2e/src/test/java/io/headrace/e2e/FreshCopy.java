package io.headrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** The files of the checkout, without anything built, in a folder of their own: what a fresh clone would hold. */
final class FreshCopy implements AutoCloseable {

    /** What a command said, both streams together. */
    record Outcome(String command, int exitCode, String output) {}

    private final Path folder;

    private FreshCopy(Path folder) {
        this.folder = folder;
    }

    static FreshCopy into(Path folder) {
        Outcome files = run(Checkout.root(), "git ls-files --cached --others --exclude-standard");
        try {
            for (String file : files.output().lines().toList()) {
                Path source = Checkout.root().resolve(file);
                if (Files.isRegularFile(source)) {
                    Path target = folder.resolve(file);
                    Files.createDirectories(target.getParent());
                    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FreshCopy(folder);
    }

    /** Runs a line as README.md has it, but with the ports that this stack got if the standard ones were taken. */
    Outcome run(String command) {
        return run(folder, withItsPorts(command));
    }

    private String withItsPorts(String command) {
        Path file = folder.resolve(".cdc/stack/ports.properties");
        if (!Files.exists(file)) {
            return command;
        }
        Properties ports = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            ports.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String changed = command;
        for (Map.Entry<String, String> server : Map.of("CONNECT", "8083", "ELASTICSEARCH", "9200", "LISTENER", "8091")
                .entrySet()) {
            changed = changed.replace(
                    "127.0.0.1:" + server.getValue(), "127.0.0.1:" + portOf(ports, server.getKey(), server.getValue()));
        }
        return changed;
    }

    private static String portOf(Properties ports, String server, String standard) {
        return ports.stringPropertyNames().stream()
                .filter(name -> name.replace('-', '_').equalsIgnoreCase(server))
                .map(ports::getProperty)
                .findFirst()
                .orElse(standard);
    }

    private static Outcome run(Path folder, String command) {
        try {
            Path output = Files.createTempFile("headrace-readme-", ".out");
            Process process = new ProcessBuilder("sh", "-c", command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroy();
                throw new IllegalStateException(command + " did not end within 10 minutes");
            }
            Outcome outcome = new Outcome(command, process.exitValue(), Files.readString(output));
            Files.delete(output);
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        run(folder, "./cdc down --purge");
    }
}
