package io.headrace.console.cli;

import java.nio.file.Path;

/** The checkout that the launcher belongs to. */
final class Home {

    private Home() {}

    static Path folder() {
        return Path.of(System.getProperty("headrace.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    static Path profiles() {
        return folder().resolve(".cdc").resolve("profiles");
    }

    static Path state() {
        return folder().resolve(".cdc").resolve("stack");
    }
}
