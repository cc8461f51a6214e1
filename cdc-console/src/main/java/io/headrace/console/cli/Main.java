package io.headrace.console.cli;

import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.server.Problem;
import io.headrace.stack.failure.StackException;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Where the process starts. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Output.writer(FileDescriptor.out), Output.writer(FileDescriptor.err), arguments));
    }

    /** Runs one command in this process and returns the exit code that the process would have. */
    public static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine cdc = commandLine();
        cdc.setOut(out);
        cdc.setErr(err);
        return cdc.execute(arguments);
    }

    /** The whole command line, as it is run and as docs/cli.md describes it. */
    static CommandLine commandLine() {
        CommandLine cdc = new CommandLine(new Cdc());
        cdc.setCaseInsensitiveEnumValuesAllowed(true);
        cdc.setExecutionExceptionHandler((exception, line, parsed) -> problem(exception, line));
        cdc.setParameterExceptionHandler((exception, arguments) -> usage(exception));
        cdc.setUsageHelpWidth(110);
        everyCommand(cdc);
        return cdc;
    }

    private static void everyCommand(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.usageMessage().autoWidth(false);
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
        spec.usageMessage()
                .exitCodeList(
                        CommandLine.Model.UsageMessageSpec.keyValuesMap(ExitCode.MEANINGS.toArray(String[]::new)));
        line.getSubcommands().values().forEach(Main::everyCommand);
    }

    private static int problem(Exception exception, CommandLine line) {
        PrintWriter err = line.getErr();
        if (exception instanceof Problem problem) {
            err.println(problem.getMessage());
            return ExitCode.of(problem.kind());
        }
        if (exception instanceof StackException stack) {
            err.println(stack.getMessage());
            return stack.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.FAILED;
        }
        err.println("This is a bug in the command line, please report it: " + exception);
        Arrays.stream(exception.getStackTrace()).limit(12).forEach(frame -> err.println("    at " + frame));
        return ExitCode.FAILED;
    }

    private static int usage(CommandLine.ParameterException exception) {
        CommandLine line = exception.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(exception.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(exception, err);
        err.println("See: ./" + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
