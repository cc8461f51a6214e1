package io.headrace.console.cli;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.Tables;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.TablesVerdictView;
import io.headrace.console.cli.output.VerdictView;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.console.verify.VerifyMetrics;
import io.headrace.console.verify.VerifyRounds;
import io.headrace.console.verify.VerifyTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Compares tables with their indices, row by row and column by column, while both may change. Apparent"
                    + " differences are checked again once everything committed by then has been indexed. Shows ids and"
                    + " column names, never values.",
            "All tables that the connectors index are compared: one line each, and one verdict. A table that can't be"
                    + " compared is told with its reason, and the exit code says so.",
            "A table that several sinks index is compared with each of their indices.",
            "Columns that the connectors tokenise are compared through the token if HEADRACE_TOKEN_KEY is set."
        },
        footer = {
            "",
            "Examples: ./cdc verify",
            "          ./cdc verify --table inventory.orders -o json",
            "          ./cdc verify --table 'shop.*' --repair",
            "          ./cdc verify --continuous --every 5m --metrics-port 9464"
        })
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    Tables tables = new Tables();

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "With one table: only rows matching this condition; extra documents are then not looked for.")
    @Nullable
    String where;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Only N rows and N documents (at most 10000) of each table, chosen at random.")
    int sample;

    @Option(
            names = "--repair",
            description =
                    "Has the source resend rows whose document is missing or differs, removes documents without a row"
                            + " unless the sink has since written them, then verifies again.")
    boolean repair;

    @Option(
            names = "--strict",
            description = "Exits with 4 instead of 7 if everything compared is equal but not every column was.")
    boolean strict;

    @Option(names = "--sink", paramLabel = "NAME", description = "The sink whose indices to check (default: all).")
    @Nullable
    String sink;

    @Option(names = "--continuous", description = "Verifies repeatedly until a signal ends it.")
    boolean continuous;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "With --continuous, the pause between rounds (default 60s).")
    Duration every = Duration.ofSeconds(60);

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "With --continuous, stops after N rounds with the exit code of the worst one (default:"
                    + " never).")
    long rounds;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description = "With --continuous, serves metrics for Prometheus at http://127.0.0.1:PORT/metrics; 0 picks a"
                    + " free port.")
    @Nullable
    Integer metricsPort;

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE",
            description =
                    "With --continuous, writes the same metrics to a file, for a node exporter's textfile collector.")
    @Nullable
    Path metricsFile;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long the pipeline may take to catch up with what was committed (default 90s).")
    Duration patience = Verify.PATIENCE;

    @Option(
            names = "--datetime-zone",
            paramLabel = "ZONE",
            description = "Time zone of DATETIME columns (default: the connectors' setting, or UTC).")
    @Nullable
    ZoneId dateTimeZone;

    @Override
    public Integer call() {
        if (sample < 0 || rounds < 0) {
            throw new Problem(Problem.Kind.USAGE, "--sample and --rounds take a whole number above 0.");
        }
        if (where != null && tables.one().isEmpty()) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "--where is a condition on the columns of one table: name it with --table, for instance --table"
                            + " shop.orders.");
        }
        PipelineEndpoints target = servers.target();
        Verify.Options options = new Verify.Options(
                tables.one().orElse("every table"),
                where,
                patience,
                dateTimeZone,
                servers.tokenKey(),
                sample,
                repair,
                sink);
        return isOneIndex(target)
                ? run(new OneTable(new Verify(target, options, output::progress)))
                : run(new AllTables(target, new VerifyTables(target, options, output::progress)));
    }

    /** Whether a table is named that has only one; where a condition is given, which sink is meant must be said. */
    private boolean isOneIndex(PipelineEndpoints target) {
        return tables.one()
                .map(table -> sink != null
                        || where != null
                        || !Route.isIndexedBySeveral(Connectors.of(new ConnectRest(target)), table))
                .orElse(false);
    }

    private <V> int run(Comparison<V> comparison) {
        if (!continuous) {
            V verdict = comparison.run();
            return comparison.show(verdict);
        }
        VerifyMetrics metrics = new VerifyMetrics(comparison.tables(), Clock.systemUTC());
        try (MetricsOutlet outlet = MetricsOutlet.open(metricsPort, metricsFile, metrics::text)) {
            if (!outlet.address().isEmpty()) {
                output.progress("metrics at " + outlet.address());
            }
            outlet.write();
            Rounds<V> told = new Rounds<>(comparison, metrics, outlet);
            new VerifyRounds<>(comparison::run, every, rounds, told).run();
            return told.worst;
        }
    }

    /** What is compared each time, and how it is told. */
    private interface Comparison<V> {
        /** Those known before the first round. */
        Collection<String> tables();

        V run();

        /** @return the exit code */
        int show(V verdict);

        void count(V verdict, double seconds, VerifyMetrics metrics);
    }

    private final class OneTable implements Comparison<Verdict> {
        private final Verify verify;

        OneTable(Verify verify) {
            this.verify = verify;
        }

        @Override
        public Collection<String> tables() {
            return tables.patterns();
        }

        @Override
        public Verdict run() {
            return verify.run();
        }

        @Override
        public int show(Verdict verdict) {
            output.show("verify", verdict, () -> new VerdictView(output).print(verdict));
            return VerdictView.exitCode(verdict, strict);
        }

        @Override
        public void count(Verdict verdict, double seconds, VerifyMetrics metrics) {
            metrics.verified(verdict, seconds);
        }
    }

    /** All, or those that patterns select: each round finds out anew which these are. */
    private final class AllTables implements Comparison<TablesVerdict> {
        private final PipelineEndpoints target;
        private final VerifyTables verify;

        AllTables(PipelineEndpoints target, VerifyTables verify) {
            this.target = target;
            this.verify = verify;
        }

        @Override
        public Collection<String> tables() {
            return carried().indexed().keySet();
        }

        private CarriedTables carried() {
            return CarriedTables.of(target, tables.patterns());
        }

        @Override
        public TablesVerdict run() {
            return verify.run(carried());
        }

        @Override
        public int show(TablesVerdict verdict) {
            output.show("verify-tables", verdict, () -> new TablesVerdictView(output).print(verdict));
            return TablesVerdictView.exitCode(verdict, strict);
        }

        @Override
        public void count(TablesVerdict verdict, double seconds, VerifyMetrics metrics) {
            metrics.verified(verdict);
        }
    }

    /** Shows each round and keeps the metrics. */
    private final class Rounds<V> implements VerifyRounds.Listener<V> {
        private final Comparison<V> comparison;
        private final VerifyMetrics metrics;
        private final MetricsOutlet outlet;
        private int worst = ExitCode.OK;

        Rounds(Comparison<V> comparison, VerifyMetrics metrics, MetricsOutlet outlet) {
            this.comparison = comparison;
            this.metrics = metrics;
            this.outlet = outlet;
        }

        @Override
        public void verified(V verdict, double seconds) {
            comparison.count(verdict, seconds, metrics);
            outlet.write();
            int code = comparison.show(verdict);
            worst = rank(code) > rank(worst) ? code : worst;
        }

        @Override
        public void failed(Problem problem) {
            metrics.failed(problem);
            outlet.write();
            output.error(String.valueOf(problem.getMessage()));
            worst = rank(worst) < 2 ? ExitCode.of(problem.kind()) : worst;
        }

        private static int rank(int code) {
            return switch (code) {
                case ExitCode.OK -> 0;
                case ExitCode.IN_PART -> 1;
                case ExitCode.DIFFERENT -> 3;
                default -> 2;
            };
        }
    }
}
