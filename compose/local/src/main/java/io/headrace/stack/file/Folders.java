package io.headrace.stack.file;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Creates and deletes whole folders. */
public final class Folders {
    private Folders() {}

    public static Path create(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StackException("The folder " + folder + " can't be made: " + e.getMessage(), e);
        }
    }

    public static void createParentOf(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            create(parent);
        }
    }

    /** Deletes the folder and everything in it; follows no links. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new StackException("The folder " + folder + " can't be deleted: " + e.getMessage(), e);
        }
    }
}
