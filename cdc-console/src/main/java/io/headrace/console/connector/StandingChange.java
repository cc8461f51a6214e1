package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Problem;
import io.headrace.console.server.ShellWord;
import java.time.Duration;

/**
 * Gives a connector another configuration while it stands still. A configuration that comes to a running source has the worker
 * start a task beside the one that is ending; both have one transactional id, so that each may end the other's transaction
 * (ProducerFencedException, InvalidTxnStateException), and one of them stops as FAILED.
 */
final class StandingChange {

    private final ConnectRest connect;
    private final Duration patience;

    /** @param patience how long its tasks may take to end */
    StandingChange(ConnectRest connect, Duration patience) {
        this.connect = connect;
        this.patience = patience;
    }

    /**
     * Returns when it has the configuration; one that was stopped stays so.
     *
     * @param isResumed whether it goes on then
     * @throws Problem when its tasks did not end in time; it has the configuration then too
     */
    void put(String name, JsonNode config, boolean isResumed) {
        connect.put(name, "stop");
        boolean stands = Pause.until(
                () -> connect.state(name)
                        .filter(state ->
                                state.state().equals("STOPPED") && state.tasks().isEmpty())
                        .isPresent(),
                patience,
                50);
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
}
