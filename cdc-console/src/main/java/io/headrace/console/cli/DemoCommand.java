package io.headrace.console.cli;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.demo.Demo;
import io.headrace.console.demo.DemoRun;
import io.headrace.console.demo.Workload;
import io.headrace.console.server.Problem;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Inserts, updates and deletes one order in MySQL, and shows when each change reaches each hop, in milliseconds"
                    + " since its commit. The readers are in place before the change is made."
        },
        footer = {"", "Examples: ./cdc demo", "          ./cdc demo --rate 50 --for 60s"})
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_PER_SECOND = 10_000;
    private static final Duration LONGEST = Duration.ofHours(24);

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long a change may take to reach a hop (default 30s).")
    Duration patience = Duration.ofSeconds(30);

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Runs a continuous workload instead: orders are placed, paid, shipped and cancelled, at N changes a"
                            + " second.")
    @Nullable
    Integer rate;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "With --rate: how long the workload runs (default 60s, at most 24h).")
    @Nullable
    Duration time;

    @Override
    public Integer call() {
        if (rate == null && time != null) {
            throw new Problem(Problem.Kind.USAGE, "--for limits a workload: give its rate with --rate as well.");
        }
        return rate == null ? oneOrder() : workload(rate, time == null ? Duration.ofSeconds(60) : time);
    }

    private int workload(int perSecond, Duration within) {
        if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--rate takes 1 to " + MOST_PER_SECOND + " changes a second; found " + perSecond + "--for takes"
                            + " more than 0 and at most 24h; found ");
        }
        if (within.isZero() || within.compareTo(LONGEST) > 0) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--for takes more than nothing and at most 24h; found " + within.toMillis() + " ms.");
        }
        Workload.Worked worked = new Workload(servers.target(), perSecond, within, output::progress).run();
        output.show(
                "workload",
                worked,
                () -> output.line(worked.changes() + " changes committed (" + worked.inserts() + " inserts, "
                        + worked.updates() + " updates, " + worked.deletes() + " deletes) at " + worked.perSecond()
                        + "/s. ./cdc status shows what is still waiting, ./cdc verify whether everything arrived."));
        return ExitCode.OK;
    }

    private int oneOrder() {
        DemoRun run = new Demo(servers.target(), patience, change -> {}).run();
        output.show("demo", run, () -> print(run));
        return run.complete() ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private void print(DemoRun run) {
        output.line("Order " + run.orderNumber() + ", id " + run.id() + ". Milliseconds since the commit:");
        output.line("");
        Table table = new Table("change", "commit took", "in Kafka", "indexed", "searchable", "reacted");
        for (DemoRun.Change change : run.changes()) {
            table.row(
                    change.change(),
                    millis(change.commitMillis()),
                    millis(change.inKafka()),
                    millis(change.readable()),
                    millis(change.searchable()),
                    millis(change.reacted()));
        }
        table.print(output);
        output.line("");
        output.line(
                "indexed: visible to a read by id. searchable: found by a search. reacted: the listener has published"
                        + " its event.");
        if (!run.complete()) {
            output.line("not seen: it did not arrive within " + patience.toSeconds()
                    + " s; ./cdc status shows which hop is behind.");
        }
    }

    private static String millis(@Nullable Double millis) {
        return millis == null ? "not seen" : String.format(Locale.ROOT, "%.1f", millis);
    }
}
