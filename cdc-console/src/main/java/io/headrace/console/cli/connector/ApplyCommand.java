package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ApplyTemplates;
import io.headrace.console.connector.ConnectorChanges;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "apply",
        description = {
            "Makes the worker's connectors match the files, and waits until they run. Running it again changes nothing;"
                    + " references to secrets are sent unresolved.",
            "Of a folder, index templates are stored first, each under its file's name without -template.json; where the"
                    + " pattern is NAME-v* and nothing is called NAME, the index NAME-v1 is created with the alias NAME."
        },
        footer = {"", "Examples: ./cdc apply --dry-run", "          ./cdc apply connect-configs/elasticsearch-sink.json"
        })
public final class ApplyCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    ConnectorFiles files = new ConnectorFiles();

    @Option(names = "--dry-run", description = "Only shows what would change.")
    boolean dryRun;

    @Option(names = "--yes", description = "Required with --prune: confirms deleting what no file has.")
    boolean yes;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long to wait until the connectors run (default 60s).")
    Duration patience = Duration.ofSeconds(60);

    @Option(
            names = "--recover",
            description = "If a source's lists would now include more tables, has it read their definitions first (see"
                    + " recover).")
    boolean recover;

    @Override
    public Integer call() {
        ApplyTemplates templates = new ApplyTemplates(files.paths());
        boolean needsAll = !dryRun && (recover || !templates.isEmpty());
        PipelineEndpoints target = needsAll ? servers.target() : servers.connectOnly();
        ApplyConnectors apply = new ApplyConnectors(target, files.paths(), files.prune);
        ConnectorChanges changes = apply.diff();
        boolean deletes = changes.connectors().stream().anyMatch(c -> c.kind() == ConnectorChanges.Kind.DELETE);
        if (deletes && !yes && !dryRun) {
            ConnectorFiles.print(changes, output);
            throw new Problem(Problem.Kind.USAGE, "This deletes connectors. Add --yes to confirm, or omit --prune.");
        }
        if (!dryRun) {
            if (!templates.isEmpty()) {
                ApplyTemplates.Made made = templates.run(target);
                made.created().forEach(index -> output.progress("created " + index));
                made.notes().forEach(output::progress);
            }
            if (recover) {
                apply.recover(changes, patience);
            } else {
                apply.apply(changes, patience);
            }
        }
        output.show("apply", changes, () -> {
            ConnectorFiles.print(changes, output);
            if (!changes.equal()) {
                output.line(dryRun ? "Nothing was changed (--dry-run)." : "Applied, and running.");
            }
        });
        return ExitCode.OK;
    }
}
