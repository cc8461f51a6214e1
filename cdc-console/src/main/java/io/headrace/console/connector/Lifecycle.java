package io.headrace.console.connector;

import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Restarts, pauses, stops, resumes or deletes connectors, and waits for the resulting state. */
public final class Lifecycle {

    /** What to do, the worker's endpoint for it, and the resulting state. */
    public enum Action {
        RESTART("RUNNING"),
        PAUSE("PAUSED"),
        STOP("STOPPED"),
        RESUME("RUNNING"),
        DELETE("GONE");

        private final String then;

        Action(String then) {
            this.then = then;
        }
    }

    /** Which tasks to restart. */
    public enum Tasks {
        FAILED,
        ALL
    }

    /** @param connectors each connector with the state it ended in */
    public record Outcome(Action action, boolean reached, List<Ended> connectors) {
        public Outcome {
            connectors = List.copyOf(connectors);
        }
    }

    /** @param cause first cause line of a failure, or null */
    public record Ended(String name, String state, @Nullable String cause) {}

    /** The worker reports a restart within this time; it may be over between two polls. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(2);

    private final ConnectRest connect;
    private final Action action;
    private final Tasks tasks;
    private final Duration patience;

    /** @param patience how long to wait for the resulting state; zero does not wait */
    public Lifecycle(PipelineEndpoints target, Action action, Tasks tasks, Duration patience) {
        this.connect = new ConnectRest(target);
        this.action = action;
        this.tasks = tasks;
        this.patience = patience;
    }

    /**
     * @param names the connectors
     * @throws Problem if one of the connectors does not exist; in that case nothing has been changed
     */
    public Outcome run(List<String> names) {
        names.forEach(connect::require);
        names.forEach(this::ask);
        boolean reached = true;
        List<Ended> ended = new ArrayList<>();
        for (String name : names) {
            if (!patience.isZero()) {
                if (action == Action.RESTART && tasks == Tasks.ALL) {
                    // The worker still reports the state from before for a moment, which may equal the expected one.
                    Pause.until(() -> !arrived(name), shorter(patience, TOLD_WITHIN), 20);
                }
                reached &= Pause.until(() -> arrived(name), patience, 50);
            }
            ended.add(connect.state(name)
                    .map(s -> new Ended(name, s.summary(), s.firstCause()))
                    .orElse(new Ended(name, "GONE", null)));
        }
        return new Outcome(action, reached, ended);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private void ask(String name) {
        switch (action) {
            case RESTART -> connect.restart(name, tasks == Tasks.FAILED);
            case PAUSE -> connect.put(name, "pause");
            case STOP -> connect.put(name, "stop");
            case RESUME -> connect.put(name, "resume");
            case DELETE -> connect.delete(name);
        }
    }

    private boolean arrived(String name) {
        ConnectRest.ConnectorState state = connect.state(name).orElse(null);
        if (state == null) {
            return action == Action.DELETE;
        }
        return switch (action) {
            case RESTART, RESUME -> state.running();
            case PAUSE ->
                state.state().equals(action.then)
                        && state.tasks().stream().allMatch(t -> t.state().equals(action.then));
            case STOP -> state.state().equals(action.then) && state.tasks().isEmpty();
            case DELETE -> false;
        };
    }
}
