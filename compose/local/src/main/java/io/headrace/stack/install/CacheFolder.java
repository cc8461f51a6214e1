package io.headrace.stack.install;

import java.nio.file.Path;
import java.util.Map;

/** The folder, shared by all checkouts of this user, where archives are unpacked. */
public final class CacheFolder {
    private CacheFolder() {}

    public static Path ofThisUser() {
        return of(System.getenv(), System.getProperty("user.home"));
    }

    static Path of(Map<String, String> environment, String userHome) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (base.startsWith("/") ? Path.of(base) : Path.of(userHome, ".cache")).resolve("headrace");
    }
}
