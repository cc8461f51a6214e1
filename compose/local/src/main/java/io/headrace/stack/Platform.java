package io.headrace.stack;

import io.headrace.stack.failure.StackException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Rejects a machine that the local stack cannot run on before a server fails on it. */
final class Platform {
    private Platform() {}

    static void check() {
        check(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Files.exists(Path.of("/lib/ld-musl-x86_64.so.1")));
    }

    static void check(String system, String architecture, boolean musl) {
        boolean known =
                system.equals("Linux") || system.toLowerCase(Locale.ROOT).startsWith("mac");
        if (!known || musl) {
            throw new StackException(
                    "The local stack runs on Linux with glibc (tried on x86_64; there are MySQL builds for aarch64 and for macOS too, untried),"
                            + " but this is " + system + " on " + architecture + (musl ? " with musl" : "")
                            + ". With Docker, compose/compose.yaml starts the same servers.");
        }
    }
}
