package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.VerdictView;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.tables.AddTables;
import io.headrace.console.verify.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "add",
        description = {
            "Takes tables into a running pipeline, up to a match that is proved: index and alias, sink, source, then the rows"
                    + " that are there, read between the changes that go on. Other tables are not read again; the source stands"
                    + " still for some seconds.",
            "Each step is done only where it is still to do: if it is interrupted, run it again. A folder that init made for"
                    + " this pipeline is updated too."
        },
        footer = {
            "",
            "Examples: ./cdc add shop.invoices --dry-run",
            "          ./cdc add 'shop.invoice*' shop.refunds --source shop-source"
        })
public final class AddCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    TableChangeOptions options = new TableChangeOptions();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description =
                    "How long a connector may take for a step, or the source may tell nothing new of a table's rows"
                            + " (default 120s).")
    Duration patience = Duration.ofMinutes(2);

    @Override
    public Integer call() {
        AddTables.Request request =
                new AddTables.Request(options.tables, options.source, options.sink, servers.tokenKey(), patience);
        AddTables add = new AddTables(servers.target(), servers.asSource(), request, output::progress);
        AddTables.Added added = options.dryRun
                ? add.preview()
                : add.run(options.folder, Home.folder().resolve("connect-configs"));
        output.show("add", added, () -> print(added));
        return exitCode(added);
    }

    private void print(AddTables.Added added) {
        ConnectorFiles.print(new ConnectorChanges(false, added.changes()), output);
        added.created().forEach(made -> output.line((options.dryRun ? "+ " : "created ") + made));
        added.notes().forEach(note -> output.line("! " + note));
        if (options.dryRun) {
            output.line("Nothing was changed (--dry-run).");
            return;
        }
        if (added.verdicts().size() == 1) {
            new VerdictView(output).print(added.verdicts().get(0));
        } else {
            added.verdicts().forEach(verdict -> {
                if (verdict.outcome() == Verdict.Outcome.MATCH) {
                    output.line(verdict.table() + " and " + verdict.index() + ": " + VerdictView.sentence(verdict));
                } else {
                    new VerdictView(output).print(verdict);
                }
            });
        }
        output.line(String.format(
                Locale.ROOT,
                "Took %.1f s; the source stood still for %.1f s of it.",
                added.millis() / 1000.0,
                added.standstillMillis() / 1000.0));
    }

    /** That of the worst verdict. */
    private static int exitCode(AddTables.Added added) {
        @Nullable Verdict worst = null;
        for (Verdict verdict : added.verdicts()) {
            boolean isWorse = worst == null
                    || verdict.outcome() == Verdict.Outcome.DRIFT
                    || (worst.outcome() == Verdict.Outcome.MATCH
                            && (verdict.outcome() != Verdict.Outcome.MATCH || verdict.isInPart()));
            worst = isWorse ? verdict : worst;
        }
        return worst == null ? ExitCode.OK : VerdictView.exitCode(worst, false);
    }
}
