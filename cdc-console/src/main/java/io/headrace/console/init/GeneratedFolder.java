package io.headrace.console.init;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of generated files that a person may change. What was generated last is remembered beside them, in {@code .init}, so
 * that a later run tells a person's changes from its own. Everything is read and merged before anything is written.
 */
final class GeneratedFolder {

    private static final String MEMORY = ".init";

    private final Path folder;
    private final Map<String, String> remembered;
    private final Map<String, String> merged = new TreeMap<>();
    private final List<FileChange> changes = new ArrayList<>();

    /** @param generated texts by the file's name below the folder */
    GeneratedFolder(Path folder, Map<String, String> generated) {
        this.folder = folder;
        this.remembered = texts(folder.resolve(MEMORY));
        new TreeMap<>(generated).forEach(this::merge);
        remembered.keySet().stream()
                .filter(file -> !generated.containsKey(file))
                .forEach(this::drop);
    }

    List<FileChange> changes() {
        return List.copyOf(changes);
    }

    /** @param generated what to remember as generated last */
    void write(Map<String, String> generated) {
        try {
            for (Map.Entry<String, String> file : merged.entrySet()) {
                write(folder.resolve(file.getKey()), file.getValue());
            }
            for (FileChange change : changes) {
                if (change.kind() == FileChange.Kind.REMOVED) {
                    Files.deleteIfExists(folder.resolve(change.file()));
                }
            }
            for (String file : remembered.keySet()) {
                Files.deleteIfExists(folder.resolve(MEMORY).resolve(file));
            }
            for (Map.Entry<String, String> file : generated.entrySet()) {
                write(folder.resolve(MEMORY).resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "Can't write into " + folder + ": " + e.getMessage(), e);
        }
    }

    /** With a space behind each colon and a line feed at the end, whatever the platform. */
    static String text(JsonNode json) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(indenter);
        try {
            return Rest.JSON.writer(printer).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void merge(String file, String generated) {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            boolean isDeleted = remembered.containsKey(file);
            if (isDeleted) {
                changes.add(new FileChange(file, FileChange.Kind.KEPT, List.of("deleted by hand; it stays so")));
                return;
            }
            merged.put(file, generated);
            changes.add(new FileChange(file, FileChange.Kind.NEW, List.of()));
            return;
        }
        String present = read(path);
        if (file.endsWith(".json")) {
            mergeJson(file, present, generated);
        } else if (present.equals(generated)) {
            changes.add(new FileChange(file, FileChange.Kind.UNCHANGED, List.of()));
        } else if (present.equals(remembered.get(file))) {
            merged.put(file, generated);
            changes.add(new FileChange(file, FileChange.Kind.UPDATED, List.of()));
        } else {
            changes.add(new FileChange(
                    file, FileChange.Kind.KEPT, List.of("changed by hand; what is generated now is in " + MEMORY)));
        }
    }

    private void mergeJson(String file, String present, String generated) {
        JsonMerge merge = new JsonMerge();
        JsonNode before = json(MEMORY + "/" + file, remembered.getOrDefault(file, ""));
        JsonNode now = merge.merge(before, json(file, present), json(file, generated));
        String text = text(now);
        boolean isSame = now.equals(json(file, present));
        if (!isSame) {
            merged.put(file, text);
        }
        changes.add(
                new FileChange(file, isSame ? FileChange.Kind.UNCHANGED : FileChange.Kind.UPDATED, merge.details()));
    }

    private void drop(String file) {
        Path path = folder.resolve(file);
        if (!Files.exists(path)) {
            return;
        }
        boolean isOurs = read(path).equals(remembered.get(file));
        changes.add(new FileChange(
                file,
                isOurs ? FileChange.Kind.REMOVED : FileChange.Kind.KEPT,
                isOurs ? List.of() : List.of("no longer generated, and changed by hand")));
    }

    private JsonNode json(String file, String text) {
        try {
            return text.isEmpty() ? Rest.JSON.missingNode() : Rest.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    "Nothing was written: " + folder.resolve(file) + " is not JSON (line "
                            + e.getLocation().getLineNr() + "). Correct it, or delete it to have it written anew.",
                    e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private static Map<String, String> texts(Path folder) {
        Map<String, String> texts = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return texts;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(
                            file -> texts.put(folder.relativize(file).toString().replace('\\', '/'), read(file)));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "Can't read the folder " + folder, e);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "Can't read " + file + ": " + e.getMessage(), e);
        }
    }
}
