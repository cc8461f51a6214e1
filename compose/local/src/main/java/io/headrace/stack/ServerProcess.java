package io.headrace.stack;

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
 * The process of one server: detached from the launcher's terminal and process group, known by its run file. Not thread-safe, but
 * {@link #isAlive} and {@link #pid} may be called from any thread.
 */
final class ServerProcess {
    private static final long LOG_KEPT = 16L * 1024 * 1024;

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Path folder;
    private final Path runFile;
    private final Path log;
    private volatile Optional<RunFile> run = Optional.empty();
    private volatile long logStart;
    private boolean refused;

    ServerProcess(Path folder, String name) {
        this.folder = folder;
        this.runFile = folder.resolve("run");
        this.log = folder.resolve("log").resolve(name + ".log");
    }

    Path log() {
        return log;
    }

    /** Where the log of the running server begins. */
    long logStart() {
        return logStart;
    }

    long pid() {
        return current().map(RunFile::process).map(ProcessIdentity::pid).orElse(-1L);
    }

    boolean isAlive() {
        return current().filter(found -> found.process().isAlive()).isPresent();
    }

    boolean isAliveFrom(Launch launch) {
        return isAlive()
                && current()
                        .filter(found -> found.fingerprint().equals(launch.fingerprint()))
                        .isPresent();
    }

    /** What this object started, as long as it lives; else what the run file says, which another launcher may have written. */
    private Optional<RunFile> current() {
        return run.filter(known -> known.process().isAlive()).or(() -> RunFile.read(runFile));
    }

    synchronized void refuseToLaunch() {
        refused = true;
    }

    synchronized void launch(Launch launch) {
        if (refused) {
            throw new StackException("The start was interrupted.");
        }
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.getParent());
            rotate();
            logStart = LogExcerpt.end(log);
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

    private List<String> detached(Launch launch) {
        List<String> command = new ArrayList<>(Detached.PREFIX);
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

    /** Keeps the log of a stack that is used for months from filling the disk: the current file and one before. */
    private void rotate() throws IOException {
        if (LogExcerpt.end(log) > LOG_KEPT) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Ends the process: politely first, when it is given time for that. Returns when it is gone. */
    void end(Duration patience) {
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

    /** A process whose exit status nobody has fetched yet has ended: init may take seconds for that. */
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
