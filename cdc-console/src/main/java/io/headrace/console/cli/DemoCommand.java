package io.headrace.console.cli;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.demo.Demo;
import io.headrace.console.demo.DemoRun;
import io.headrace.console.demo.Workload;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.ShippedConfigs;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.workload.TablesWorkload;
import io.headrace.stack.LocalStack;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
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
        footer = {
            "",
            "Examples: ./cdc demo",
            "          ./cdc demo --rate 50 --for 60s",
            "          ./cdc demo --rate 200 --table 'shop.*'"
        })
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
                    "Runs a continuous workload instead, at N changes a second: the demo's orders are placed, paid, shipped and"
                            + " cancelled; of other tables, rows of made-up values are inserted, updated and removed, and no"
                            + " row that was there is touched.")
    @Nullable
    Integer rate;

    @Option(
            names = "--table",
            paramLabel = "DB.TABLE",
            split = ",",
            description =
                    "With --rate: the captured tables to change, or patterns such as 'shop.*' (default: all that are"
                            + " indexed; must be given for a MySQL of your own).")
    List<String> patterns = List.of();

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
        if (rate == null && !patterns.isEmpty()) {
            throw new Problem(
                    Problem.Kind.USAGE, "--table names the tables of a workload: give its rate with --rate as well.");
        }
        return rate == null ? oneOrder() : workload(rate, time == null ? Duration.ofSeconds(60) : time);
    }

    private int workload(int perSecond, Duration within) {
        if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--rate takes 1 to " + MOST_PER_SECOND + " changes a second; found " + perSecond + ".");
        }
        if (within.isZero() || within.compareTo(LONGEST) > 0) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--for takes more than nothing and at most 24h; found " + within.toMillis() + " ms.");
        }
        PipelineEndpoints target = servers.target();
        Collection<String> tables = tables(target);
        if (!List.copyOf(tables).equals(List.of(shipped().table()))) {
            return anyTables(new TablesWorkload(target, tables, perSecond, within, output::progress));
        }
        Workload.Worked worked = new Workload(target, perSecond, within, output::progress).run();
        output.show(
                "workload",
                worked,
                () -> output.line(worked.changes() + " changes committed (" + worked.inserts() + " inserts, "
                        + worked.updates() + " updates, " + worked.deletes() + " deletes) at " + worked.perSecond()
                        + "/s. ./cdc status shows what is still waiting, ./cdc verify whether everything arrived."));
        return ExitCode.OK;
    }

    private int anyTables(TablesWorkload workload) {
        TablesWorkload.Worked worked = workload.run();
        output.show("workload", worked, () -> {
            output.line(worked.changes() + " changes committed in "
                    + worked.tables().size() + " tables ("
                    + worked.inserts() + " inserts, " + worked.updates() + " updates, " + worked.deletes()
                    + " deletes) at " + worked.perSecond()
                    + "/s. ./cdc status shows what is still waiting, ./cdc verify whether everything arrived.");
            worked.passedOver().forEach((table, why) -> output.line("Not changed: " + table + ", " + why));
        });
        return ExitCode.OK;
    }

    /** Rows are written only where that is asked for, or everything is the local stack's own. */
    private Collection<String> tables(PipelineEndpoints target) {
        CarriedTables carried = CarriedTables.of(target, patterns);
        if (!patterns.isEmpty()) {
            return carried.captured();
        }
        boolean isOwn = LocalStack.running(Home.folder())
                .map(LocalStack::endpoints)
                .filter(local -> local.external().mysql().isEmpty())
                .map(local -> local.jdbcUrl().equals(target.jdbcUrl()))
                .orElse(false);
        if (!isOwn) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--rate inserts, updates and removes rows of its own in MySQL at "
                            + Database.shown(target.jdbcUrl())
                            + ", which is not the local stack's: name the tables with --table.");
        }
        if (carried.indexed().isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED, "No sink indexes a captured table: name the tables to change with --table.");
        }
        return carried.indexed().keySet();
    }

    private static ShippedConfigs shipped() {
        return new ShippedConfigs(Home.folder().resolve("connect-configs"));
    }

    private int oneOrder() {
        DemoRun run = new Demo(servers.target(), shipped().table(), patience, change -> {}).run();
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
