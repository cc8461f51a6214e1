package io.headrace.console.cli.connector;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "offsets",
        description = "Shows or changes a connector's stored offsets.",
        subcommands = {
            OffsetsGetCommand.class,
            OffsetsSetCommand.class,
            OffsetsResetCommand.class,
            OffsetsSkipCommand.class,
            OffsetsDropSnapshotCommand.class
        })
public final class OffsetsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "A subcommand is missing: get, set, reset, skip or drop-snapshot.");
    }
}
