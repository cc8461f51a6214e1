package io.headrace.console.cli.connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drop-snapshot",
        description = {
            "Makes a stopped source abandon its current incremental snapshot, if it keeps failing on it; its place in the binlog stays, and the previous offsets are saved."
        },
        footer = {"", "Example: ./cdc offsets drop-snapshot mysql-source --yes"})
final class OffsetsDropSnapshotCommand extends OffsetsSubcommand {

    @Option(names = "--yes", required = true, description = "Required, since the rows asked for will then not be sent.")
    boolean yes;

    @Override
    public Integer call() {
        return show(offsets().dropSnapshot());
    }
}
