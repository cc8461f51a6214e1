package io.headrace.console.cli;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.VerdictView;
import io.headrace.console.server.Problem;
import io.headrace.console.verify.Verdict;
import io.headrace.console.verify.Verify;
import io.headrace.console.verify.VerifyMetrics;
import io.headrace.console.verify.VerifyRounds;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Compares the table with the index, row by row and column by column, while both may change. Apparent"
                    + " differences are checked again once everything committed by then has been indexed. Shows ids and"
                    + " column names, never values.",
            "Columns that the connectors tokenise are compared through the token if HEADRACE_TOKEN_KEY is set."
        },
        footer = {
            "",
            "Examples: ./cdc verify --table inventory.orders -o json",
            "          ./cdc verify --repair",
            "          ./cdc verify --continuous --every 5m --metrics-port 9464"
        })
final class VerifyCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Option(names = "--table", paramLabel = "DB.TABLE", description = "The table (default inventory.orders).")
    String table = "inventory.orders";

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Only rows matching this condition; extra documents are then not looked for.")
    @Nullable
    String where;

    @Option(
            names = "--sample",
            paramLabel = "N",
            description = "Only N rows and N documents (at most 10000), chosen at random.")
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

    @Option(
            names = "--sink",
            paramLabel = "NAME",
            description = "The sink whose index to check, if several read the table's topic.")
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
        Verify.Options options =
                new Verify.Options(table, where, patience, dateTimeZone, servers.tokenKey(), sample, repair, sink);
        if (continuous) {
            return rounds(options);
        }
        Verdict verdict = new Verify(servers.target(), options, output::progress).run();
        output.show("verify", verdict, () -> new VerdictView(output).print(verdict));
        return VerdictView.exitCode(verdict, strict);
    }

    private int rounds(Verify.Options options) {
        VerifyMetrics metrics = new VerifyMetrics(table, Clock.systemUTC());
        try (MetricsOutlet outlet = MetricsOutlet.open(metricsPort, metricsFile, metrics::text)) {
            if (!outlet.address().isEmpty()) {
                output.progress("metrics at " + outlet.address());
            }
            outlet.write();
            Rounds told = new Rounds(metrics, outlet);
            new VerifyRounds(servers.target(), options, every, rounds, told, output::progress).run();
            return told.worst;
        }
    }

    /** Shows each round and keeps the metrics. */
    private final class Rounds implements VerifyRounds.Listener {
        private final VerifyMetrics metrics;
        private final MetricsOutlet outlet;
        private int worst = ExitCode.OK;

        Rounds(VerifyMetrics metrics, MetricsOutlet outlet) {
            this.metrics = metrics;
            this.outlet = outlet;
        }

        @Override
        public void verified(Verdict verdict, double seconds) {
            metrics.verified(verdict, seconds);
            outlet.write();
            output.show("verify", verdict, () -> new VerdictView(output).print(verdict));
            int code = VerdictView.exitCode(verdict, strict);
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
