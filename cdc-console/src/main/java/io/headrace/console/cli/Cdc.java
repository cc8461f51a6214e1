package io.headrace.console.cli;

import io.headrace.console.cli.connector.AddCommand;
import io.headrace.console.cli.connector.ApplyCommand;
import io.headrace.console.cli.connector.DiffCommand;
import io.headrace.console.cli.connector.LifecycleCommand;
import io.headrace.console.cli.connector.LintCommand;
import io.headrace.console.cli.connector.OffsetsCommand;
import io.headrace.console.cli.connector.RecoverCommand;
import io.headrace.console.cli.connector.RemoveCommand;
import io.headrace.console.cli.connector.ValidateCommand;
import io.headrace.console.cli.deadletter.DlqCommand;
import io.headrace.console.cli.stack.DownCommand;
import io.headrace.console.cli.stack.UpCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's root. */
@Command(
        name = "cdc",
        description = "Keeps an Elasticsearch index equal to a MySQL table, and proves it.",
        versionProvider = Cdc.Version.class,
        subcommands = {
            UpCommand.class,
            InitCommand.class,
            DemoCommand.class,
            StatusCommand.class,
            VerifyCommand.class,
            ReindexCommand.class,
            TailCommand.class,
            LintCommand.class,
            ValidateCommand.class,
            DiffCommand.class,
            ApplyCommand.class,
            AddCommand.class,
            RemoveCommand.class,
            LifecycleCommand.Restart.class,
            LifecycleCommand.PauseOne.class,
            LifecycleCommand.Stop.class,
            LifecycleCommand.Resume.class,
            LifecycleCommand.Delete.class,
            OffsetsCommand.class,
            RecoverCommand.class,
            DlqCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            DownCommand.class,
            picocli.CommandLine.HelpCommand.class
        },
        footer = {"", "Start with: ./cdc up    then: ./cdc demo", "Help for a command: ./cdc COMMAND --help"})
final class Cdc implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing.");
    }

    /** From the jar's manifest. */
    static final class Version implements picocli.CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Cdc.class.getPackage().getImplementationVersion();
            return new String[] {"headrace " + (version == null ? "(not packaged)" : version)};
        }
    }
}
