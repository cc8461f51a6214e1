package io.headrace.listener.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes in a configuration file, so that all of them are reported together. */
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

    /** @throws ConfigException listing the mistakes in the order of their lines, if there are any */
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
