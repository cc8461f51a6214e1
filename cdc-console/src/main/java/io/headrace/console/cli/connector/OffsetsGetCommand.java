package io.headrace.console.cli.connector;

import picocli.CommandLine.Command;

@Command(
        name = "get",
        description = "Shows the stored offsets.",
        footer = {"", "Example: ./cdc offsets get mysql-source"})
final class OffsetsGetCommand extends OffsetsSubcommand {
    @Override
    public Integer call() {
        return show(offsets().get());
    }
}
