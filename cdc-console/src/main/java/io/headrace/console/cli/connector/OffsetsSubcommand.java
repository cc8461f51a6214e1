package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.option.Servers;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.connector.Offsets;
import io.headrace.console.server.ShellWord;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What the commands below {@code offsets} have in common: the connector, and how its offsets are shown. */
abstract class OffsetsSubcommand implements Callable<Integer> {

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Parameters(paramLabel = "CONNECTOR", index = "0", description = "The connector's name.")
    String connector = "";

    Offsets offsets() {
        return new Offsets(
                servers.connectOnly(), connector, Home.folder().resolve(".cdc").resolve("offsets"));
    }

    int show(Offsets.Stored stored) {
        output.show("offsets", stored, () -> {
            Table table = new Table("partition", "offset");
            stored.offsets()
                    .forEach(e -> table.row(e.partition().toString(), e.offset().toString()));
            table.print(output);
            if (!stored.backup().isEmpty()) {
                output.line("The previous offsets are saved in " + stored.backup());
            }
            if (stored.skipped() != null) {
                told(stored.skipped());
            }
        });
        return ExitCode.OK;
    }

    private void told(Offsets.Skipped skipped) {
        if (!skipped.unknown().isEmpty()) {
            output.line("Skipped " + skipped.gtid() + ". What it changed is not known: " + skipped.unknown()
                    + ". Once the source runs, resend its rows: ./cdc verify --table DB.TABLE --repair");
            return;
        }
        output.line("Skipped " + skipped.gtid() + ", which has "
                + (skipped.hasStatement() ? "a statement, and " : "")
                + (skipped.tables().isEmpty()
                        ? "no row of a table that the source captures."
                                + (skipped.hasStatement() ? " Check which table the statement names." : "")
                        : "rows of " + String.join(", ", skipped.tables())
                                + ". Once the source runs, resend the rows:"));
        skipped.tables().forEach(table -> output.line("  ./cdc verify --table " + ShellWord.of(table) + " --repair"));
    }
}
