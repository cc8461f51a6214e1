package io.headrace.stack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that can't be mistaken for a later one with the same pid: the pid and the time of its start. On Linux that is the boot id and the
 * clock ticks since, which setting the wall clock does not alter.
 */
record ProcessIdentity(long pid, String startedAt) {
    private static final Path PROC = Path.of("/proc");

    /** Field 22 of /proc/pid/stat, counted from field 3, which follows the command's closing parenthesis. */
    private static final int START_TIME = 22 - 3;

    /** Field 20, counted alike: one when the process has ended, more while threads of it have not. */
    private static final int THREADS = 20 - 3;

    /** The process that has this pid now; empty if there is none, or only a zombie. */
    static Optional<ProcessIdentity> of(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().startInstant())
                    .map(start -> new ProcessIdentity(pid, start.toString()));
        }
        try {
            return fromStat(pid, Files.readString(PROC.resolve(pid + "/stat")), bootId());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    static Optional<ProcessIdentity> fromStat(long pid, String stat, String bootId) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        if (fields.length <= START_TIME || hasEnded(fields)) {
            return Optional.empty();
        }
        return Optional.of(new ProcessIdentity(pid, bootId + ":" + fields[START_TIME]));
    }

    private static boolean hasEnded(String[] fields) {
        return fields[0].equals("X") || (fields[0].equals("Z") && Integer.parseInt(fields[THREADS]) <= 1);
    }

    static String bootId() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).trim();
        } catch (IOException e) {
            return "-";
        }
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** The process to signal; empty if it has ended, even if another process has its pid now. */
    Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }
}
