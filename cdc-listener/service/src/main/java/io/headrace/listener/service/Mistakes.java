package io.headrace.listener.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers everything that is wrong with a configuration file, so that it is told at once. */
final class Mistakes {
    private record Mistake(int line, String text) {}

    private final String file;
    private final List<Mistake> all = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    /** @param line counted from 1 */
    void add(int line, String text) {
        all.add(new Mistake(line, text));
    }

    /** In the order of the file, one a line. */
    void throwIfAny() {
        if (all.isEmpty()) {
            return;
        }
        StringBuilder message = new StringBuilder();
        all.stream()
                .sorted(Comparator.comparingInt(Mistake::line))
                .forEach(mistake -> message.append(message.isEmpty() ? "" : "\n")
                        .append(file)
                        .append(':')
                        .append(mistake.line())
                        .append(": ")
                        .append(mistake.text()));
        throw new ConfigException(message.toString());
    }
}
