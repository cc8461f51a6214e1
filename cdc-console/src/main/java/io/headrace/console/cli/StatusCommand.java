package io.headrace.console.cli;

import io.headrace.console.op.PipelineStatus;
import io.headrace.console.op.Status;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = {
            "Shows each hop in the order that data flows: its state, rate, what waits before it and for how long, and the"
                    + " first cause of a failure. Idle is shown as lag 0."
        },
        footer = {"", "Example: ./cdc status --require healthy"})
final class StatusCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Option(names = "--table", paramLabel = "DB.TABLE", description = "The table to follow (default inventory.orders).")
    String table = "inventory.orders";

    @Option(names = "--require", paramLabel = "healthy", description = "Ends with 5 unless every hop is healthy.")
    @Nullable
    Requirement requirement;

    enum Requirement {
        healthy
    }

    @Override
    public Integer call() {
        PipelineStatus status = new Status(servers.target(), table).run();
        output.show("status", status, () -> print(status));
        return requirement == null || status.healthy() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private void print(PipelineStatus status) {
        Table hops = new Table("hop", "what", "state", "per s", "waiting", "oldest", "last event", "");
        for (PipelineStatus.Hop hop : status.hops()) {
            hops.row(
                    hop.name(),
                    hop.what(),
                    hop.state(),
                    hop.perSecond() == null ? "-" : String.format(Locale.ROOT, "%.1f", hop.perSecond()),
                    hop.lag() == null ? "-" : hop.lag() < 0 ? "?" : hop.lag().toString(),
                    hop.lagMillis() == null ? "-" : String.format(Locale.ROOT, "%.1f s", hop.lagMillis() / 1000.0),
                    hop.lastEvent() == null ? "-" : hop.lastEvent().substring(0, 19) + "Z",
                    hop.detail());
        }
        hops.print(output);
        output.line("");
        output.line(status.healthy() ? "Healthy." : "Unhealthy: see the states above.");
        output.line(status.bottleneck() == null ? "Nothing waits." : "Bottleneck: " + status.bottleneck());
    }
}
