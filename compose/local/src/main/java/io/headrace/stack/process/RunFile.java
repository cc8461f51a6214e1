package io.headrace.stack.process;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file that says which process a server is and how it was launched: a pid file that a reused pid does not deceive. The process writes it
 * itself before it becomes the server, so there is one for every server, however its launcher ended.
 *
 * <p>Four lines: pid, the boot of the machine, /proc/pid/stat (empty where there is none), fingerprint of the launch.
 */
record RunFile(ProcessIdentity process, String fingerprint) {

    /** Writes the file as {@link #read} wants it, then turns into the server: {@code sh -c SCRIPT name FILE BOOT FINGERPRINT command…}. */
    static final String SCRIPT = "run=$1 boot=$2 fingerprint=$3; shift 3;"
            + " { stat=; [ -r /proc/$$/stat ] && read -r stat < /proc/$$/stat;"
            + " printf '%s\\n' \"$$\" \"$boot\" \"$stat\" \"$fingerprint\"; } > \"$run.new\" && mv -f \"$run.new\" \"$run\" && exec \"$@\"";

    static Optional<RunFile> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException none) {
            return Optional.empty();
        }
        if (lines.size() < 4 || !lines.get(0).matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.get(0));
        Optional<ProcessIdentity> process = lines.get(2).isBlank()
                ? ProcessIdentity.of(pid)
                : ProcessIdentity.fromStat(pid, lines.get(2), lines.get(1));
        return process.map(identity -> new RunFile(identity, lines.get(3)));
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("The run file " + file + " can't be deleted: " + e.getMessage(), e);
        }
    }
}
