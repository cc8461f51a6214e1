package io.headrace.stack.install;

import io.headrace.stack.file.Folders;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one thread of one JVM at a time write into the cache that all stacks of this user share; the others wait. */
final class CacheLock {
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    private CacheLock() {}

    static synchronized void holding(Path cache, Work work) throws IOException, InterruptedException {
        Path file = Folders.create(cache).resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            work.run();
        }
    }
}
