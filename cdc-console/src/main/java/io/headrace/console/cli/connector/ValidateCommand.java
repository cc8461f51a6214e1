package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.FilesOrFolders;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.CheckView;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.validate.Validate;
import io.headrace.console.validate.Validation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "validate",
        description = {
            "Has the running worker's plugins check each setting of connector files, and checks that MySQL and"
                    + " Elasticsearch meet the connectors' requirements: binlog, GTIDs, retention, privileges, keys and"
                    + " cascades of the captured tables; for each table the index, its write blocks, privileges, its"
                    + " template among the files, and columns that its mapping would reject. Changes nothing.",
            "Exits with 1 if anything is rejected or missing."
        },
        footer = {"", "Example: ./cdc validate connect-configs/mysql-source.json"})
public final class ValidateCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Mixin
    FilesOrFolders files = new FilesOrFolders();

    @Option(names = "--plugins-only", description = "Asks only the worker, not MySQL and Elasticsearch.")
    boolean pluginsOnly;

    @Override
    public Integer call() {
        Validation validation =
                new Validate(pluginsOnly ? servers.connectOnly() : servers.target(), files.paths(), pluginsOnly).run();
        output.show("validate", validation, () -> print(validation));
        return validation.valid() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(Validation validation) {
        for (Validation.Connector connector : validation.connectors()) {
            output.line((connector.errors().isEmpty() ? "ok      " : "FAILED  ") + connector.name() + ": "
                    + (connector.errors().isEmpty() ? "the worker would accept it" : connector.type()));
            connector.errors().forEach(e -> output.line("        " + e.setting() + ": " + e.message()));
        }
        validation.checks().forEach(check -> CheckView.print(check, output));
        output.line(Diagnosis.summary(validation.valid(), validation.checks()));
    }
}
