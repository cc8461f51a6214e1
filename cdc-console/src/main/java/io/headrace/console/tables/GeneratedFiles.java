package io.headrace.console.tables;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.init.Init;
import io.headrace.console.init.PipelineEdit;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder that {@link Init} made for a pipeline, kept like what runs. */
final class GeneratedFiles {

    private final Path folder;
    private final Path shipped;

    /**
     * @param folder which need not be there
     * @param shipped the folder connect-configs
     */
    GeneratedFiles(Path folder, Path shipped) {
        this.folder = folder;
        this.shipped = shipped;
    }

    /**
     * Writes them anew for the tables of now, and keeps what a person changed.
     *
     * @return what was done, in words
     */
    List<String> update(PipelineEndpoints target, SourceAndSink pair, PipelineEdit edit) {
        String name = name();
        if (!name.equals(pair.source())) {
            return List.of((name.isEmpty() ? folder + " holds no files of init" : folder + " is of " + name)
                    + ": no file of " + pair.source()
                    + " was changed. The connectors have the new settings; ./cdc apply with"
                    + " files that lack them would take them away.");
        }
        Init.Result result = new Init(target, shipped)
                .run(
                        new Init.Request(
                                edit.captured(),
                                List.of(),
                                edit.source().path("topic.prefix").asText(),
                                edit.tokenized(),
                                false),
                        folder,
                        false);
        List<String> done = new ArrayList<>();
        result.files().stream()
                .filter(file -> !file.details().isEmpty())
                .forEach(file -> file.details().stream()
                        .filter(detail -> detail.startsWith("kept"))
                        .forEach(detail -> done.add(folder + "/" + file.file() + ": " + detail)));
        done.add(folder + " holds the files of now");
        return done;
    }

    /** Of the source in the folder; empty where init made none. */
    private String name() {
        Path source = folder.resolve("mysql-source.json");
        if (!Files.isDirectory(folder.resolve(".init")) || !Files.exists(source)) {
            return "";
        }
        try {
            JsonNode json = Rest.JSON.readTree(Files.readAllBytes(source));
            return json.path("name").asText("");
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "Can't read " + source + " as JSON; ./cdc lint " + source, e);
        }
    }
}
