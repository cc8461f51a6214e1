package io.headrace.listener.deadletter;

import java.util.Locale;

/** How the replay of a record ended. */
public enum ReplayResult {
    /** Its reaction succeeded, or it needs none. */
    REPLAYED,
    /** It failed again. */
    FAILED,
    /** Its key is parked, and an earlier change of it is still a dead letter. */
    HELD,
    /** The replay was cancelled before it was tried. */
    SKIPPED;

    /** {@code replayed}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
