package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.connector.Lifecycle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Common to restart, pause, stop, resume and delete. */
public abstract class LifecycleCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "CONNECTOR", arity = "1..*", description = "Names of connectors.")
    List<String> names = new ArrayList<>();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long to wait for the resulting state (default 30s; 0 does not wait).")
    Duration patience = Duration.ofSeconds(30);

    final Lifecycle.Action action;

    LifecycleCommand(Lifecycle.Action action) {
        this.action = action;
    }

    Lifecycle.Tasks tasks() {
        return Lifecycle.Tasks.ALL;
    }

    @Override
    public Integer call() {
        Lifecycle.Outcome outcome = new Lifecycle(servers.connectOnly(), action, tasks(), patience).run(names);
        output.show(action.name().toLowerCase(Locale.ROOT), outcome, () -> {
            Table table = new Table("connector", "state", "");
            outcome.connectors()
                    .forEach(ended ->
                            table.row(ended.name(), ended.state(), ended.cause() == null ? "" : ended.cause()));
            table.print(output);
        });
        return outcome.reached() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    @Command(
            name = "restart",
            description = "Restarts connectors and their tasks, and shows the resulting state.",
            footer = {"", "Example: ./cdc restart elasticsearch-sink --tasks failed"})
    public static final class Restart extends LifecycleCommand {

        @Option(
                names = "--tasks",
                paramLabel = "all|failed",
                description = "all (default), or only those that have failed.")
        Lifecycle.Tasks tasks = Lifecycle.Tasks.ALL;

        Restart() {
            super(Lifecycle.Action.RESTART);
        }

        @Override
        Lifecycle.Tasks tasks() {
            return tasks;
        }
    }

    @Command(
            name = "pause",
            description = "Pauses connectors: their tasks stay assigned but do nothing.",
            footer = {"", "Example: ./cdc pause elasticsearch-sink"})
    public static final class PauseOne extends LifecycleCommand {
        PauseOne() {
            super(Lifecycle.Action.PAUSE);
        }
    }

    @Command(
            name = "stop",
            description = "Stops connectors: their tasks are shut down, their offsets stay and can then be changed.",
            footer = {"", "Example: ./cdc stop elasticsearch-sink"})
    public static final class Stop extends LifecycleCommand {
        Stop() {
            super(Lifecycle.Action.STOP);
        }
    }

    @Command(
            name = "resume",
            description = "Resumes paused or stopped connectors.",
            footer = {"", "Example: ./cdc resume elasticsearch-sink"})
    public static final class Resume extends LifecycleCommand {
        Resume() {
            super(Lifecycle.Action.RESUME);
        }
    }

    @Command(
            name = "delete",
            description = {
                "Deletes connectors. Their topics, documents and offsets stay: a connector of the same name continues"
                        + " from there."
            },
            footer = {"", "Example: ./cdc delete elasticsearch-sink"})
    public static final class Delete extends LifecycleCommand {
        Delete() {
            super(Lifecycle.Action.DELETE);
        }
    }
}
