package io.headrace.console.cli.connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description = {
            "Deletes the stored offsets of a stopped connector; they are saved first. A source then starts with a snapshot, a sink at the beginning of its topic."
        },
        footer = {"", "Example: ./cdc offsets reset elasticsearch-sink --yes"})
final class OffsetsResetCommand extends OffsetsSubcommand {

    @Option(names = "--yes", required = true, description = "Required, since all work is done again.")
    boolean yes;

    @Override
    public Integer call() {
        return show(offsets().reset());
    }
}
