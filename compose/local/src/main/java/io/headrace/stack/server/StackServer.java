package io.headrace.stack.server;

import io.headrace.stack.failure.StackException;
import java.nio.file.Path;

/** One real server in a process of its own. Calls on one server must not overlap. */
public interface StackServer {
    String name();

    /** The process, or -1 when none was started. */
    long pid();

    boolean isAlive();

    /** What the server prints goes to this file, each start after the one before. */
    Path log();

    int port();

    /**
     * Starts the server and returns when it has been asked and has answered. After {@link #stop()} or {@link #kill()} it comes back with its
     * data and its port. A server that already runs is left as it is.
     *
     * @throws StackException when it ends or does not answer; the message has the log's last relevant lines
     */
    void start();

    /** Asks the process to end, and kills it when it takes too long. */
    void stop();

    /** Ends the process at once (SIGKILL), as a crash would, and returns when it is gone. */
    void kill();
}
