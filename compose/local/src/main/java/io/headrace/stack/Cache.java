package io.headrace.stack;

import java.nio.file.Path;
import java.util.Map;

/** The folder, shared by all checkouts of this user, where archives are unpacked. */
final class Cache {
    private Cache() {}

    static Path folder() {
        return folder(System.getenv(), System.getProperty("user.home"));
    }

    static Path folder(Map<String, String> environment, String userHome) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (base.startsWith("/") ? Path.of(base) : Path.of(userHome, ".cache")).resolve("headrace");
    }
}
