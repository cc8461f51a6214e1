package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.option.TimeSpan;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.connector.RecoverSchema;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recover",
        description = {
            "Has a source read the definitions of its tables again: for a table that was added to its lists later or"
                    + " renamed to match them, or after the schema history was lost. Its place in the binlog stays; no"
                    + " row is read again.",
            "The definitions are today's: a table must not have been altered between the source's place and now."
        },
        footer = {"", "Example: ./cdc recover mysql-source && ./cdc verify --table inventory.orders --repair"})
public final class RecoverCommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "CONNECTOR", description = "The source's name.")
    String connector = "";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long to wait until all tables are known (default 60s).")
    Duration patience = Duration.ofSeconds(60);

    @Override
    public Integer call() {
        RecoverSchema.Recovered recovered = new RecoverSchema(servers.target(), patience).run(connector);
        output.show("recover", recovered, () -> {
            output.line("The schema history of " + recovered.connector() + " knows "
                    + String.join(", ", recovered.tables()));
            output.line("Rows from before a table was captured: resend them with ./cdc verify --table DB.TABLE"
                    + " --repair.");
        });
        return ExitCode.OK;
    }
}
