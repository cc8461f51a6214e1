package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SourceFailure;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/** Whether the connectors run. Each fix is a command that lets one go on; what stopped it is mended before. */
final class ConnectorChecks {

    static final String THERE = "connectors";

    private final ConnectRest connect;

    ConnectorChecks(ConnectRest connect) {
        this.connect = connect;
    }

    List<Check> run() {
        List<Check> checks = new ArrayList<>();
        SortedMap<String, ConnectRest.ConnectorState> states = connect.states();
        Set<String> names = states.keySet();
        checks.add(Check.ok("Kafka Connect answers", connect.address()));
        checks.add(
                names.isEmpty()
                        ? Check.failed(THERE, "none", "nothing is captured or indexed", "./cdc apply")
                        : Check.ok(THERE, String.join(", ", names)));
        states.values().forEach(state -> checks.add(of(state)));
        return checks;
    }

    static Check of(ConnectRest.ConnectorState state) {
        String name = state.name();
        String word = ShellWord.of(name);
        String summary = state.summary();
        String cause = state.firstCause();
        return switch (summary) {
            case "RUNNING" -> Check.ok(name, "RUNNING, " + state.tasks().size() + " task(s)");
            case "FAILED" -> failed(state, cause == null ? "no reason given" : cause);
            case "PAUSED", "STOPPED" ->
                Check.failed(name, summary, "someone paused or stopped it", "./cdc resume " + word);
            case "NO TASKS" ->
                Check.failed(
                        name,
                        summary,
                        "the worker could not create its tasks, or has not done so yet",
                        "./cdc restart " + word + "    makes it try again; the worker's log says why it did not");
            default ->
                Check.warning(
                        name,
                        summary,
                        "it is starting, or moving to another worker",
                        "./cdc doctor    again in a moment; ./cdc restart " + word + " if nothing changes");
        };
    }

    /** What stops a source for good is told with its real cause; all else may go on after a restart. */
    private static Check failed(ConnectRest.ConnectorState state, String said) {
        String name = state.name();
        return SourceFailure.behind(state)
                .map(known ->
                        Check.failed(name, "FAILED", said + ": " + known.cause(), known.fix(name, state.firstTrace())))
                .orElseGet(() -> Check.failed(
                        name,
                        "FAILED",
                        said,
                        "./cdc restart " + ShellWord.of(name) + " --tasks failed    once the cause is fixed"));
    }
}
