package io.headrace.console.cli.connector;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "skip",
        description = {
            "Makes a stopped source skip one transaction on which it keeps failing, such as one from a session with binlog_row_image=MINIMAL; the previous offsets are saved. Restore the transaction's changes with verify --repair."
        },
        footer = {"", "Example: ./cdc offsets skip mysql-source --yes"})
final class OffsetsSkipCommand extends OffsetsSubcommand {

    @Option(
            names = "--gtid",
            paramLabel = "UUID:N",
            description =
                    "The transaction (default: the one that the source had begun according to its offsets, unless that can't be the one it fails on).")
    @Nullable
    String gtid;

    @Option(names = "--yes", required = true, description = "Required, since its changes are not captured.")
    boolean yes;

    @Override
    public Integer call() {
        return show(offsets().skip(gtid));
    }
}
