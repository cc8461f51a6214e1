package io.headrace.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout under test lies. */
final class Checkout {
    private Checkout() {}

    /** The nearest folder at or above the working directory that holds {@code connect-configs/}. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("connect-configs"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException(
                    "No connect-configs/ at or above " + Path.of("").toAbsolutePath());
        }
        return folder;
    }
}
