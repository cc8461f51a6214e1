package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Problem;
import io.headrace.console.server.ShellWord;
import java.time.Duration;

/**
 * Changes a connector's configuration while it is stopped. If a source is running, the worker starts the new task while the old
 * one is still ending; both have the same transactional id, so each may abort the other's transaction
 * (ProducerFencedException, InvalidTxnStateException), and one of them ends up FAILED.
 */
final class StopAndConfigure {

    private final ConnectRest connect;
    private final Duration patience;

    /** @param patience how long its tasks may take to stop */
    StopAndConfigure(ConnectRest connect, Duration patience) {
        this.connect = connect;
        this.patience = patience;
    }

    /**
     * Returns once the connector has the configuration; the caller decides whether it is resumed.
     *
     * @param isResumed whether to resume it afterwards
     * @throws Problem if its tasks did not stop in time; the configuration has been changed all the same
     */
    void put(String name, JsonNode config, boolean isResumed) {
        boolean stands = stop(name);
        connect.putConfig(name, config);
        if (isResumed) {
            connect.put(name, "resume");
        }
        if (!stands) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "The tasks of " + name + " were still running after " + patience.toSeconds()
                            + " s, when it was given its new configuration. If it becomes FAILED: ./cdc restart "
                            + ShellWord.of(name)
                            + "; the worker's log shows what held it up.");
        }
    }

    /** Whether its tasks have stopped in time. */
    boolean stop(String name) {
        connect.put(name, "stop");
        return Pause.until(
                () -> connect.state(name)
                        .filter(state ->
                                state.state().equals("STOPPED") && state.tasks().isEmpty())
                        .isPresent(),
                patience,
                20);
    }
}
