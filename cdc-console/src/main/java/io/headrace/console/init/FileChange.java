package io.headrace.console.init;

import java.util.List;

/**
 * What became of a file.
 *
 * @param details what changed in it, and what a person had changed and was kept
 */
public record FileChange(String file, Kind kind, List<String> details) {

    /** UPDATED and UNCHANGED files may hold what a person changed: it is kept. */
    public enum Kind {
        NEW,
        UNCHANGED,
        UPDATED,
        /** A person's own, whatever would be generated. */
        KEPT,
        REMOVED
    }

    public FileChange {
        details = List.copyOf(details);
    }
}
