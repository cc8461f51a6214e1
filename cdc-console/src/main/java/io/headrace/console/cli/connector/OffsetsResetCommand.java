package io.headrace.console.cli.connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description = {
            "Forgets the stored offsets of a stopped connector; they are saved first. A source begins with a snapshot then, a"
                    + " sink at the topic's beginning."
        },
        footer = {"", "Example: ./cdc offsets reset elasticsearch-sink --yes"})
final class OffsetsResetCommand extends OffsetsSubcommand {

    @Option(names = "--yes", required = true, description = "Needed, since all work is done again.")
    boolean yes;

    @Override
    public Integer call() {
        return show(offsets().reset());
    }
}
