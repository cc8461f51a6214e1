package io.headrace.console.cli.connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drop-snapshot",
        description = {
            "Has a stopped source forget the incremental snapshot that it is at, when that stops it for good; the place in the"
                    + " binlog stays, and the offsets of before are saved."
        },
        footer = {"", "Example: ./cdc offsets drop-snapshot mysql-source --yes"})
final class OffsetsDropSnapshotCommand extends OffsetsSubcommand {

    @Option(names = "--yes", required = true, description = "Needed, since rows that were asked for do not come then.")
    boolean yes;

    @Override
    public Integer call() {
        return show(offsets().dropSnapshot());
    }
}
