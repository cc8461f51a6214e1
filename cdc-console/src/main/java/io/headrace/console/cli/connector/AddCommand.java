package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.TablesVerdictView;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.tables.AddTables;
import io.headrace.console.verify.TablesVerdict;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
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
        TablesVerdict verified = added.verified();
        return verified == null ? ExitCode.OK : TablesVerdictView.exitCode(verified, false);
    }

    private void print(AddTables.Added added) {
        ConnectorFiles.print(new ConnectorChanges(false, added.changes()), output);
        added.created().forEach(made -> output.line((options.dryRun ? "+ " : "created ") + made));
        added.notes().forEach(note -> output.line("! " + note));
        if (options.dryRun) {
            output.line("Nothing was changed (--dry-run).");
            return;
        }
        TablesVerdict verified = added.verified();
        if (verified != null) {
            new TablesVerdictView(output).print(verified);
        }
        output.line(String.format(
                Locale.ROOT,
                "Took %.1f s; the source stood still for %.1f s of it.",
                added.millis() / 1000.0,
                added.standstillMillis() / 1000.0));
    }
}
