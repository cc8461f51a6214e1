package io.headrace.console.cli.option;

import java.nio.file.Path;

/** The checkout that the launcher belongs to. */
public final class Home {

    private Home() {}

    public static Path folder() {
        return Path.of(System.getProperty("headrace.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    static Path profiles() {
        return folder().resolve(".cdc").resolve("profiles");
    }

    public static Path state() {
        return folder().resolve(".cdc").resolve("stack");
    }
}
