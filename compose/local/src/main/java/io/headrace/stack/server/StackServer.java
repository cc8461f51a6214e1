package io.headrace.stack.server;

import io.headrace.stack.failure.StackException;
import java.nio.file.Path;

/** A real server in a process of its own. Calls on one server must not overlap. */
public interface StackServer {
    String name();

    /** The id of its process, or -1 if none was started. */
    long pid();

    boolean isAlive();

    /** The file that the server's output is appended to. */
    Path log();

    int port();

    /**
     * Starts the server and returns once it has answered a request. After {@link #stop()} or {@link #kill()} it comes back with its data and its
     * port. A server that already runs is left alone.
     *
     * @throws StackException if it ends or does not answer; the message has the last relevant lines of the log
     */
    void start();

    /** Asks the process to end, and kills it if that takes too long. Returns when it is gone. */
    void stop();

    /** Ends the process at once (SIGKILL), as a crash would, and returns when it is gone. */
    void kill();
}
