package io.headrace.stack.install;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Detects a disk that is too full before a server or an unpacking fails half-way. */
public final class DiskSpace {
    private static final long MIB = 1024 * 1024;

    private DiskSpace() {}

    /** @throws StackException if fewer bytes are free where the folder is, or will be */
    public static void require(Path folder, long bytes, String purpose) {
        try {
            Path existing = folder.toAbsolutePath();
            for (Path parent = existing; parent != null && !Files.exists(existing); parent = parent.getParent()) {
                existing = parent;
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            if (free < bytes) {
                throw new StackException(message(folder, bytes, free, purpose));
            }
        } catch (IOException e) {
            throw new StackException("The free space of " + folder + " can't be read: " + e.getMessage(), e);
        }
    }

    static String message(Path folder, long needed, long free, String purpose) {
        return "Not enough disk space: " + purpose + " needs " + mib(needed) + " MiB in " + folder + ", where "
                + mib(free) + " MiB are free. Free " + mib(needed - free + MIB) + " MiB there and try again.";
    }

    private static long mib(long bytes) {
        return bytes / MIB;
    }
}
