package io.headrace.console.cli;

import io.headrace.console.op.ConnectorChanges;
import io.headrace.console.op.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The connector files that diff and apply are given, and how what they change is shown. */
final class ConnectorFiles {

    @Parameters(
            paramLabel = "FILE|FOLDER",
            arity = "0..*",
            description = "Connector JSON files, or folders (default: mysql-source.json and elasticsearch-sink.json of"
                    + " connect-configs).")
    List<Path> places = new ArrayList<>();

    @Option(names = "--prune", description = "Also deletes connectors that no file has.")
    boolean prune;

    List<Path> paths() {
        Path shipped = Home.folder().resolve("connect-configs");
        if (places.isEmpty()) {
            return List.of(shipped.resolve("mysql-source.json"), shipped.resolve("elasticsearch-sink.json"));
        }
        List<Path> paths = new ArrayList<>();
        for (Path place : places) {
            if (!Files.isDirectory(place)) {
                paths.add(place);
                continue;
            }
            try (Stream<Path> files = Files.list(place)) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(paths::add);
            } catch (IOException e) {
                throw new Problem(Problem.Kind.USAGE, "Can't read the folder " + place, e);
            }
        }
        return paths;
    }

    static void print(ConnectorChanges changes, Output output) {
        for (ConnectorChanges.Connector connector : changes.connectors()) {
            String what = switch (connector.kind()) {
                case CREATE -> "+ " + connector.name() + " (new)";
                case CHANGE -> "~ " + connector.name();
                case DELETE -> "- " + connector.name();
                case NONE -> "= " + connector.name();
            };
            output.line(what);
            for (ConnectorChanges.Setting setting : connector.settings()) {
                if (setting.now() != null) {
                    output.line("    - " + setting.key() + ": " + setting.now());
                }
                if (setting.then() != null) {
                    output.line("    + " + setting.key() + ": " + setting.then());
                }
            }
        }
        if (changes.equal()) {
            output.line("Nothing differs.");
        }
    }
}
