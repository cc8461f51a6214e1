package io.headrace.e2e.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the worker has logged so far. */
final class WorkerLog {
    private WorkerLog() {}

    static String of(Servers servers) throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.walk(servers.stack().state().resolve("connect"))) {
            logs = files.filter(file -> file.toString().endsWith(".log")).toList();
        }
        StringBuilder all = new StringBuilder();
        for (Path log : logs) {
            all.append(Files.readString(log, StandardCharsets.UTF_8));
        }
        return all.toString();
    }

    static void requireNone(String log, String... secrets) {
        for (String secret : secrets) {
            assertThat(log.lines().filter(line -> line.contains(secret)))
                    .as("lines of the worker's log with %s", secret)
                    .isEmpty();
        }
    }
}
