package io.headrace.stack.server;

import io.headrace.stack.client.Logins;
import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The SQL of compose/mysql/init as one script, in the order of file names, as the entrypoint of the mysql container would run it. */
final class DemoDatabaseScript {
    private final Path scripts;
    private final Logins logins;

    DemoDatabaseScript(Path scripts, Logins logins) {
        this.scripts = scripts;
        this.logins = logins;
    }

    String sql() throws IOException, InterruptedException {
        StringBuilder sql = new StringBuilder();
        for (Path script : inOrder()) {
            sql.append(script.toString().endsWith(".sh") ? printedBy(script) : Files.readString(script))
                    .append('\n');
        }
        return sql.toString();
    }

    private List<Path> inOrder() throws IOException {
        try (Stream<Path> files = Files.list(scripts)) {
            return files.filter(file -> file.toString().matches(".*\\.(sql|sh)"))
                    .sorted()
                    .toList();
        }
    }

    private String printedBy(Path script) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", script.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(logins.asEnvironment());
        Process process = builder.start();
        String sql = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new StackException("The script " + script + " failed with exit code " + process.exitValue() + ".");
        }
        return sql;
    }
}
