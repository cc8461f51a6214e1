package io.headrace.console.cli.connector;

import io.headrace.console.server.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "set",
        description = "Sets the stored offsets of a stopped connector; the previous ones are saved first.",
        footer = {"", "Example: ./cdc offsets set elasticsearch-sink --from .cdc/offsets/elasticsearch-sink-….json"})
final class OffsetsSetCommand extends OffsetsSubcommand {

    @Option(names = "--from", paramLabel = "FILE|-", required = true, description = "JSON as shown by offsets get.")
    String from = "-";

    @Override
    public Integer call() {
        try {
            String json = from.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(from));
            return show(offsets().set(json));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "Can't read " + from, e);
        }
    }
}
