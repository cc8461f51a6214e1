package io.headrace.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * Runs programs to their end that make a server's data folder, one at a time. It ends with the thread that waits for it; one that outlived a
 * killed launcher is ended by the next start, before it can write into what that start makes.
 */
final class Tool {
    private final Path runFile;

    /** @param serverFolder the folder of the server that is prepared */
    Tool(Path serverFolder) {
        this.runFile = Folder.create(serverFolder).resolve("tool-run");
    }

    void endLeftover() {
        RunFile.read(runFile).flatMap(run -> run.process().handle()).ifPresent(process -> {
            process.destroyForcibly();
            awaitEnd(process);
        });
        RunFile.delete(runFile);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for the end of process " + process.pid() + " failed", e);
        }
    }

    /** @throws StackException with the last lines of what it printed, when it fails */
    void run(String what, List<String> command, Map<String, String> environment, Path log) throws InterruptedException {
        List<String> known = new ArrayList<>(
                List.of("/bin/sh", "-c", RunFile.SCRIPT, "tool", runFile.toString(), ProcessIdentity.bootId(), "tool"));
        known.addAll(command);
        int exit = exitOf(known, environment, log);
        RunFile.delete(runFile);
        if (exit != 0) {
            String lines =
                    LogExcerpt.of(log, 0).stream().map(line -> "\n  " + line).collect(Collectors.joining());
            throw new StackException(what + " failed with exit code " + exit + ".\nIts log is " + log
                    + (lines.isEmpty() ? " and says nothing." : " and says last:" + lines));
        }
    }

    static int exitOf(List<String> command, Map<String, String> environment, Path log) throws InterruptedException {
        Folder.createParentOf(log);
        Process process = null;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.redirectInput(new File("/dev/null"))
                    .redirectOutput(log.toFile())
                    .start();
            return process.waitFor();
        } catch (IOException e) {
            throw new StackException(command.get(0) + " can't be started: " + e.getMessage(), e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
