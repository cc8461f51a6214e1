package io.headrace.stack.file;

import io.headrace.stack.failure.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small files atomically, and leaves a file alone if it has the same content already. */
public final class TextFile {
    private TextFile() {}

    public static Path write(Path file, String text) {
        try {
            if (Files.exists(file) && Files.readString(file).equals(text)) {
                return file;
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new StackException("The file " + file + " can't be written: " + e.getMessage(), e);
        }
    }
}
