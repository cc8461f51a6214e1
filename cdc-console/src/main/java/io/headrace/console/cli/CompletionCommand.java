package io.headrace.console.cli;

import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that completes commands and options in bash and zsh.",
        footer = {"", "Example: source <(./cdc completion)"})
final class CompletionCommand implements Callable<Integer> {

    @Mixin
    Output output = new Output();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    /** The script. */
    record Script(String script) {}

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        String script = AutoComplete.bash("cdc", root);
        output.show("completion", new Script(script), () -> output.line(script));
        return ExitCode.OK;
    }
}
