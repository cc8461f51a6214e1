package io.headrace.stack.process;

import io.headrace.stack.failure.LogExcerpt;
import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Runs the programs that set up a server's data folder, one at a time and to completion. A program is killed if the waiting thread is
 * interrupted. One that outlived a killed launcher is ended by the next start, before it can write into the folder that this start sets up.
 */
public final class SetupProgram {
    private final Path runFile;

    /** @param serverFolder the folder of the server to set up */
    public SetupProgram(Path serverFolder) {
        this.runFile = Folders.create(serverFolder).resolve("tool-run");
    }

    /** Ends what a killed launcher left running. */
    public void endLeftover() {
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

    /** @throws StackException if it fails, with the last lines that it printed */
    public void run(String what, List<String> command, Map<String, String> environment, Path log)
            throws InterruptedException {
        List<String> known = new ArrayList<>(
                List.of("/bin/sh", "-c", RunFile.SCRIPT, "tool", runFile.toString(), ProcessIdentity.bootId(), "tool"));
        known.addAll(command);
        int exit = ForegroundProcess.exitCode(known, environment, log);
        RunFile.delete(runFile);
        if (exit != 0) {
            throw new StackException(what + " failed with exit code " + exit + ".\n" + LogExcerpt.quoted(log, 0));
        }
    }
}
