package io.headrace.search;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/** A server of the profile compat, in a folder of its own. Used by the test's thread. */
final class ChildServer implements RunningServer {
    private final Path folder;
    private final URI url;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Predicate<URI> isReady;
    private OwnedProcess process;

    /** @param isReady asks the server; an assertion error means not yet */
    ChildServer(Path folder, URI url, List<String> command, Map<String, String> environment, Predicate<URI> isReady) {
        this.folder = folder;
        this.url = url;
        this.command = command;
        this.environment = environment;
        this.isReady = isReady;
    }

    /** Below the range from which the system takes ports for outgoing connections: free also while the server is down. */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // Then another one.
            }
        }
    }

    @Override
    public URI url() {
        return url;
    }

    @Override
    public void start() {
        Path log = folder.resolve("log");
        process = OwnedProcess.start(folder, command, environment, log);
        try {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !process.isAlive() || answers());
        } catch (ConditionTimeoutException late) {
            process.kill();
        }
        if (!process.isAlive()) {
            throw new AssertionError("The server did not come to answer. It says:\n" + textOf(log));
        }
    }

    private boolean answers() {
        try {
            return isReady.test(url);
        } catch (AssertionError notYet) {
            return false;
        }
    }

    private static String textOf(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
