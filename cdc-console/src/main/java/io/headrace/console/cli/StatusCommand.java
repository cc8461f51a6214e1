package io.headrace.console.cli;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.Tables;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.status.PipelineStatus;
import io.headrace.console.status.Status;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows each hop in the order of the data flow: its state, its rate, how much is waiting before it and for"
                    + " how long, and the root cause of a failure. An idle hop has lag 0. Then each table: its way, how"
                    + " many of its changes are not indexed yet, and its documents; a table that several sinks index has"
                    + " a line for each."
        },
        footer = {"", "Examples: ./cdc status --require healthy", "          ./cdc status --table 'shop.*' --watch"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    Tables tables = new Tables();

    @Option(
            names = "--require",
            paramLabel = "healthy",
            description = "Exits with 5 unless every hop and every table is healthy.")
    @Nullable
    Requirement requirement;

    @Option(
            names = "--watch",
            description = "Refreshes every two seconds, until Ctrl-C; with -o jsonl one line each time.")
    boolean watch;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    enum Requirement {
        healthy
    }

    @Override
    public Integer call() {
        if (watch && requirement != null) {
            throw new Problem(
                    Problem.Kind.USAGE, "--require sets the exit code, and --watch never exits: give only one.");
        }
        PipelineEndpoints target = servers.target();
        Supplier<PipelineStatus> look = () -> new Status(target, tables.patterns()).run();
        if (watch) {
            new Watch<>(look, this::show, BETWEEN_LOOKS).run();
            return ExitCode.OK;
        }
        PipelineStatus status = look.get();
        show(status);
        return requirement == null || status.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private void show(PipelineStatus status) {
        if (watch) {
            output.clear();
        }
        output.show("status", status, () -> print(status));
    }

    private void print(PipelineStatus status) {
        new StatusView(output).print(status);
    }
}
