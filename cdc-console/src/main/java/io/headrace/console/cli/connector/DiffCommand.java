package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.connector.ApplyConnectors;
import io.headrace.console.connector.ConnectorChanges;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "diff",
        description = "Shows what apply would change on the worker. Exits with 4 if anything differs.",
        footer = {"", "Example: ./cdc diff connect-configs/mysql-source.json"})
public final class DiffCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    ConnectorFiles files = new ConnectorFiles();

    @Override
    public Integer call() {
        ConnectorChanges changes = new ApplyConnectors(servers.connectOnly(), files.paths(), files.prune).diff();
        output.show("diff", changes, () -> ConnectorFiles.print(changes, output));
        return changes.equal() ? ExitCode.OK : ExitCode.DIFFERENT;
    }
}
