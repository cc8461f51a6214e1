package io.headrace.console.server;

import org.jspecify.annotations.Nullable;

/** The line of a stack trace that a person wants to read. */
public final class FailureCause {

    private static final int LONGEST = 300;

    private FailureCause() {}

    /** The last {@code Caused by} line that says something, else the first line; never frames. */
    public static String of(@Nullable String trace) {
        if (trace == null || trace.isBlank()) {
            return "no reason given";
        }
        String found = trace.lines().findFirst().orElse("");
        for (String line : (Iterable<String>) trace.lines()::iterator) {
            if (line.startsWith("Caused by: ") && line.indexOf(": ", "Caused by: ".length()) > 0) {
                found = line.substring("Caused by: ".length());
            }
        }
        String plain = found.replaceFirst("^(?:[\\w$]+\\.)+([\\w$]+): ", "$1: ").strip();
        return plain.length() > LONGEST ? plain.substring(0, LONGEST) + "…" : plain;
    }
}
