package io.headrace.console.cli.connector;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "skip",
        description = {
            "Has a stopped source pass over one transaction at which it stops for good, such as one of a session with"
                    + " binlog_row_image=MINIMAL; the offsets of before are saved. What the transaction changed comes by"
                    + " verify --repair."
        },
        footer = {"", "Example: ./cdc offsets skip mysql-source --yes"})
final class OffsetsSkipCommand extends OffsetsSubcommand {

    @Option(
            names = "--gtid",
            paramLabel = "UUID:N",
            description =
                    "The transaction (default: the one that the source had begun by its offsets, unless that can't"
                            + " be what stops it).")
    @Nullable
    String gtid;

    @Option(names = "--yes", required = true, description = "Needed, since its changes are not captured.")
    boolean yes;

    @Override
    public Integer call() {
        return show(offsets().skip(gtid));
    }
}
