package io.headrace.stack;

import io.headrace.stack.failure.StackException;
import io.headrace.stack.file.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two launchers from starting or stopping the same stack at once. The operating system releases it when its holder dies. */
final class StackLock {
    private final FileChannel file;

    private StackLock(FileChannel file) {
        this.file = file;
    }

    static void holding(Path state, Runnable work) {
        StackLock lock = take(state);
        try {
            work.run();
        } finally {
            lock.giveBack();
        }
    }

    private static StackLock take(Path state) {
        Path path = Folders.create(state).resolve("lock");
        Path holder = state.resolve("lock-holder");
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(file)) {
                file.close();
                String pid = Files.exists(holder) ? Files.readString(holder) : "unknown";
                throw new StackException("Another process (pid " + pid + ") is starting or stopping the stack in "
                        + state + " right now. Wait until it is done, or end it, and try again.");
            }
            Files.writeString(holder, Long.toString(ProcessHandle.current().pid()));
            return new StackLock(file);
        } catch (IOException e) {
            throw new StackException("The lock " + path + " can't be taken: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameJvm) {
            return false;
        }
    }

    private void giveBack() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StackException("The lock of the stack can't be given back: " + e.getMessage(), e);
        }
    }
}
