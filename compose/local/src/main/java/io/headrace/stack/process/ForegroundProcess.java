package io.headrace.stack.process;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs a program to completion. It is killed if the waiting thread is interrupted. */
public final class ForegroundProcess {
    private ForegroundProcess() {}

    /**
     * @param environment added to that of this process
     * @param log receives what the program prints, in place of its content
     * @throws StackException if the program can't be started
     */
    public static int exitCode(List<String> command, Map<String, String> environment, Path log)
            throws InterruptedException {
        Folders.createParentOf(log);
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
