package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.pipeline.SourceFailure;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Applies a pipeline's folder, connect-configs or one that init made, to running servers: index templates, first indices behind
 * their aliases, the source's signal topic and the two connectors; then waits until connectors and tasks run. Idempotent.
 */
public final class ApplyConfigs {

    /**
     * @param made templates apart, what was not there before, in words
     * @param connectors the connectors, all running
     */
    public record Applied(List<String> made, List<String> connectors) {
        public Applied {
            made = List.copyOf(made);
            connectors = List.copyOf(connectors);
        }
    }

    /** How long a worker may keep reporting a task's state from before its connector was changed. */
    private static final Duration OLD_NEWS = Duration.ofSeconds(10);

    private final PipelineEndpoints target;
    private final ShippedConfigs configs;
    private final Duration patience;
    private final ConnectRest connect;

    /** @param folder connect-configs, or one with files of the same names */
    public ApplyConfigs(PipelineEndpoints target, Path folder, Duration patience) {
        this.target = target;
        this.configs = new ShippedConfigs(folder);
        this.patience = patience;
        this.connect = new ConnectRest(target);
    }

    /** @throws Problem if a server refuses, or a connector or task does not run within the patience */
    public Applied run() {
        List<String> made = new ApplyTemplates(configs.templates()).run(target).created();
        new ApplyConnectors(target, configs.connectors(), false).apply(patience);
        List<String> names = new ArrayList<>();
        for (JsonNode connector : List.of(configs.source(), configs.sink())) {
            names.add(connector.path("name").asText());
        }
        names.forEach(name -> awaitRunning(connect, name, patience));
        return new Applied(made, names);
    }

    public static void awaitRunning(ConnectRest connect, String name, Duration patience) {
        awaitRunning(connect, name, patience, null);
    }

    /**
     * @param before the trace of a failure from before the change, which a worker goes on telling for a moment; null for
     *     none. The same failure again is believed once another state was seen, or after a while
     */
    public static void awaitRunning(ConnectRest connect, String name, Duration patience, @Nullable String before) {
        long told = System.nanoTime() + OLD_NEWS.toNanos();
        boolean[] isNew = {before == null};
        boolean runs = Pause.until(
                () -> {
                    ConnectRest.ConnectorState state = connect.state(name).orElse(null);
                    boolean isOld = state != null && state.failed() && Objects.equals(before, state.firstTrace());
                    isNew[0] |= !isOld || System.nanoTime() > told;
                    if (state != null && state.failed() && isNew[0]) {
                        throw new Problem(
                                Problem.Kind.UNHEALTHY,
                                "Connector " + name + " failed: " + cause(state) + wayOut(name, state));
                    }
                    return state != null && state.running();
                },
                patience,
                50);
        if (!runs) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "Connector " + name + " was not running after " + patience.toSeconds() + " s; its state is "
                            + connect.state(name)
                                    .map(ConnectRest.ConnectorState::summary)
                                    .orElse("unknown")
                            + ". The worker's log shows what it is doing.");
        }
    }

    private static String wayOut(String name, ConnectRest.ConnectorState state) {
        return SourceFailure.behind(state)
                .map(known -> "\nWhy: " + known.cause() + ".\nWhat to do: " + known.fix(name, state.firstTrace()))
                .orElse("\nFix connect-configs or the server in question, then run the same command again. The worker's"
                        + " log has the full story.");
    }

    private static String cause(ConnectRest.ConnectorState state) {
        String cause = state.firstCause();
        return cause == null ? "no reason given" : cause;
    }
}
