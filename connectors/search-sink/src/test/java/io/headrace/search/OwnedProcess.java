package io.headrace.search;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process, with those that it starts, which ends with this JVM, even by SIGKILL: a shell that reads from a pipe which
 * only this JVM writes to. A line on the pipe ends the process; at the pipe's end, which only the end of this JVM brings
 * about, its folder is deleted too.
 */
final class OwnedProcess {
    private static final String SCRIPT = """
            folder=$1; shift
            trap '' HUP INT
            exec 3<&0
            setsid "$@" </dev/null 3<&- &
            server=$!
            end() { kill -9 -$server 2>/dev/null || kill -9 $server; }
            trap end TERM
            trap 'end; orphan=yes' USR1
            (if read -r order <&3; then kill -TERM $$; else kill -USR1 $$; fi) &
            watch=$!
            wait $server
            wait $server
            kill $watch 2>/dev/null
            [ "$orphan" = yes ] && rm -rf "$folder"
            """;

    private final Process shell;

    private OwnedProcess(Process shell) {
        this.shell = shell;
    }

    /** Its output goes to a file in the folder, after what is there. */
    static OwnedProcess start(Path folder, List<String> command, Map<String, String> environment, Path log) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "owner", folder.toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            return new OwnedProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /** Ends it at once, and returns when it is gone. */
    void kill() {
        try (OutputStream orders = shell.getOutputStream()) {
            orders.write('\n');
        } catch (IOException gone) {
            // It has ended before.
        }
        try {
            if (!shell.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + shell.pid() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
