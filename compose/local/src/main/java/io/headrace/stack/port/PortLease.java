package io.headrace.stack.port;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ports that this JVM has taken, so that no other stack chooses them: from before the server listens until the JVM exits. Thread-safe. */
final class PortLease {
    private static final Path FOLDER =
            Path.of(System.getProperty("java.io.tmpdir"), "headrace-ports-" + System.getProperty("user.name"));
    private static final Map<Integer, FileLock> HELD = new ConcurrentHashMap<>();

    private PortLease() {}

    static boolean isFree(int port) {
        if (port > 65_535) {
            return false;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(Loopback.address(port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Takes the port if nothing listens on it and no other JVM has taken it. */
    static boolean take(int port) {
        if (HELD.containsKey(port) || !isFree(port)) {
            return false;
        }
        try {
            Files.createDirectories(FOLDER);
            FileChannel file = FileChannel.open(
                    FOLDER.resolve(Integer.toString(port)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = file.tryLock();
            if (lock == null) {
                file.close();
                return false;
            }
            HELD.put(port, lock);
            return true;
        } catch (OverlappingFileLockException | IOException inUse) {
            return false;
        }
    }
}
