package io.headrace.console.cli.option;

import io.headrace.console.server.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Parameters;

/** The connector files given to a command. */
public final class FilesOrFolders {

    @Parameters(
            paramLabel = "FILE|FOLDER",
            arity = "0..*",
            description = "Connector JSON files or folders (default: mysql-source.json and elasticsearch-sink.json in"
                    + " connect-configs).")
    List<Path> places = new ArrayList<>();

    public List<Path> paths() {
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
}
