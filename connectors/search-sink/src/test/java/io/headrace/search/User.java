package io.headrace.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/** Who asks the secured server; each has the role of its name. */
enum User {
    /** May do everything. */
    ADMIN("superuser"),
    /** Has what docs/search-sink.md says that a sink needs, and no more. */
    SINK("sink"),
    /** May read but not write. */
    READER("reader"),
    /** May do nothing with indices. */
    STRANGER("stranger");

    private final String role;

    User(String role) {
        this.role = role;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String role() {
        return role;
    }

    String password() {
        return "secret-of-" + key();
    }

    String authorization() {
        byte[] both = (key() + ":" + password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
