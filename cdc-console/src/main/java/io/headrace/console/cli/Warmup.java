package io.headrace.console.cli;

import io.headrace.console.cli.output.Output;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.status.ClassLoading;
import java.net.URI;
import picocli.CommandLine;

/** Loads the classes that most commands need, so that they get into the class data archive; contacts no real server. */
public final class Warmup {

    private record Shown(String bootstrapServers) {}

    private Warmup() {}

    public static void main(String[] arguments) {
        usage(Main.commandLine());
        URI nowhere = URI.create("http://127.0.0.1:1");
        PipelineEndpoints target = PipelineEndpoints.builder()
                .connect(nowhere)
                .kafka("127.0.0.1:1")
                .mysql("jdbc:mysql://127.0.0.1:1/x", "x", "")
                .elasticsearch(nowhere)
                .listener(nowhere)
                .build();
        ClassLoading.of(target);
        Output output = new Output(Output.Format.json);
        output.show("target", new Shown(target.bootstrapServers()), () -> {});
        System.exit(0);
    }

    private static void usage(CommandLine line) {
        line.getUsageMessage();
        line.getSubcommands().values().forEach(Warmup::usage);
    }
}
