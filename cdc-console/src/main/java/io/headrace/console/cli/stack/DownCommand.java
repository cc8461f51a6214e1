package io.headrace.console.cli.stack;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.stack.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "down",
        description = "Stops the local stack. Data is kept for the next up, unless --purge is given.",
        footer = {"", "Example: ./cdc down --purge"})
public final class DownCommand implements Callable<Integer> {

    private static final String UNTOUCHED = " is yours, and was left as it is.";

    @Mixin
    Output output = new Output();

    @Option(names = "--purge", description = "Also removes all data of the local stack.")
    boolean purge;

    /** @param purged the data is gone too */
    record Stopped(boolean stopped, boolean purged) {}

    @Override
    public Integer call() {
        boolean ran = LocalStack.running(Home.folder()).isPresent();
        LocalStack stack = LocalStack.builder()
                .home(Home.folder())
                .progress(output::progress)
                .build();
        stack.stop();
        if (purge) {
            stack.purge();
        }
        output.show("down", new Stopped(ran, purge), () -> {
            output.line(ran ? "Stopped." : "Nothing was running in " + Home.folder() + ".");
            output.line(
                    purge
                            ? "All data of the local stack has been removed."
                            : "Its data is kept in " + stack.state() + ".");
            stack.external().mysql().ifPresent(server -> output.line("MySQL at " + server.address() + UNTOUCHED));
            stack.external()
                    .elasticsearch()
                    .ifPresent(server -> output.line("Elasticsearch at " + server.address() + UNTOUCHED));
        });
        return ExitCode.OK;
    }
}
