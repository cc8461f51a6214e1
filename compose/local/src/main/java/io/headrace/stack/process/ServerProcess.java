package io.headrace.stack.process;

import io.headrace.stack.failure.LogExcerpt;
import io.headrace.stack.failure.StackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The process of one server: detached from the launcher's terminal and process group, identified by its run file. Not thread-safe, but
 * {@link #isAlive} and {@link #pid} may be called from any thread.
 */
public final class ServerProcess {
    private static final long LOG_KEPT = 16L * 1024 * 1024;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path folder;
    private final Path runFile;
    private final Path log;
    private volatile Optional<RunFile> run = Optional.empty();
    private volatile long logStart;
    private boolean refused;

    /**
     * @param folder where the process runs, with its run file and log
     * @param name of the log
     */
    public ServerProcess(Path folder, String name) {
        this.folder = folder;
        this.runFile = folder.resolve("run");
        this.log = folder.resolve("log").resolve(name + ".log");
    }

    public Path log() {
        return log;
    }

    /** The path of the log and what it says since the last launch, to end a message with. */
    public String quotedLog() {
        return LogExcerpt.quoted(log, logStart);
    }

    /** -1 if there is none. */
    public long pid() {
        return current().map(RunFile::process).map(ProcessIdentity::pid).orElse(-1L);
    }

    public boolean isAlive() {
        return current().filter(found -> found.process().isAlive()).isPresent();
    }

    /** Whether it runs and was launched in this way. */
    public boolean isAliveFrom(LaunchSpec launch) {
        return isAlive()
                && current()
                        .filter(found -> found.fingerprint().equals(launch.fingerprint()))
                        .isPresent();
    }

    /** What this object launched, as long as it lives; or else what the run file says, which another launcher may have written. */
    private Optional<RunFile> current() {
        return run.filter(known -> known.process().isAlive()).or(() -> RunFile.read(runFile));
    }

    /** From now on {@link #launch} fails. May be called while another thread launches. */
    public synchronized void refuseToLaunch() {
        refused = true;
    }

    /** @throws StackException if the program can't be started, or launches are refused */
    public synchronized void launch(LaunchSpec launch) {
        if (refused) {
            throw new StackException("The start was interrupted.");
        }
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.getParent());
            rotate();
            logStart = sizeOf(log);
            RunFile.delete(runFile);
            ProcessBuilder builder = new ProcessBuilder(detached(launch)).directory(folder.toFile());
            builder.environment().putAll(launch.environment());
            Process process = builder.redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            run = ProcessIdentity.of(process.pid()).map(identity -> new RunFile(identity, launch.fingerprint()));
        } catch (IOException e) {
            throw new StackException(launch.command().get(0) + " can't be started: " + e.getMessage(), e);
        }
    }

    private List<String> detached(LaunchSpec launch) {
        List<String> command = new ArrayList<>(Setsid.PREFIX);
        command.addAll(List.of(
                "/bin/sh",
                "-c",
                RunFile.SCRIPT,
                "launch",
                runFile.toString(),
                ProcessIdentity.bootId(),
                launch.fingerprint()));
        command.addAll(launch.command());
        return command;
    }

    /** Keeps the current log and the one before: a stack may be used for months. */
    private void rotate() throws IOException {
        if (sizeOf(log) > LOG_KEPT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static long sizeOf(Path log) throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    /** Ends the process and returns when it is gone: by SIGTERM if it is given time, then by SIGKILL. */
    public void end(Duration patience) {
        current()
                .map(RunFile::process)
                .ifPresent(process -> process.handle().ifPresent(handle -> {
                    boolean gone = !patience.isZero() && handle.destroy() && hasEnded(process, patience);
                    if (!gone && process.isAlive()) {
                        handle.destroyForcibly();
                        hasEnded(process, Duration.ofSeconds(20));
                    }
                }));
        run = Optional.empty();
        RunFile.delete(runFile);
    }

    /** A zombie has ended: it may take init seconds to reap it. */
    private static boolean hasEnded(ProcessIdentity process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }
}
