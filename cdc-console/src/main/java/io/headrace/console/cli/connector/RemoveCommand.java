package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.tables.RemoveTables;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "remove",
        description = {
            "Lets tables of a running pipeline go: the sink reads them no more, and the source captures them no more. What is"
                    + " in their topics and indices stays, unless --delete is given; add takes them in again.",
            "If it is interrupted, run it again. A folder that init made for this pipeline is updated too."
        },
        footer = {"", "Examples: ./cdc remove shop.invoices --dry-run", "          ./cdc remove 'shop.tmp_*' --delete"})
public final class RemoveCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    TableChangeOptions options = new TableChangeOptions();

    @Option(names = "--delete", description = "Also deletes index, index template and topic of each table.")
    boolean delete;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long a connector may take for a step (default 60s).")
    Duration patience = Duration.ofSeconds(60);

    @Override
    public Integer call() {
        RemoveTables remove = new RemoveTables(
                servers.target(),
                new RemoveTables.Request(options.tables, options.source, options.sink, delete, patience),
                output::progress);
        RemoveTables.Removed removed = options.dryRun
                ? remove.preview()
                : remove.run(options.folder, Home.folder().resolve("connect-configs"));
        output.show("remove", removed, () -> print(removed));
        return ExitCode.OK;
    }

    private void print(RemoveTables.Removed removed) {
        ConnectorFiles.print(new ConnectorChanges(false, removed.changes()), output);
        removed.deleted().forEach(gone -> output.line((options.dryRun ? "- " : "deleted ") + gone));
        removed.notes().forEach(note -> output.line("! " + note));
        output.line(
                options.dryRun
                        ? "Nothing was changed (--dry-run)."
                        : "Removed: " + String.join(", ", removed.tables()));
    }
}
