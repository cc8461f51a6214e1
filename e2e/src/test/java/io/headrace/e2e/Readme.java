package io.headrace.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The commands that README.md tells people to run. */
final class Readme {
    private Readme() {}

    /** The lines of every {@code sh} block, in the order of the page. */
    static List<String> commands() {
        List<String> commands = new ArrayList<>();
        boolean inside = false;
        try {
            for (String line : Files.readAllLines(Checkout.root().resolve("README.md"))) {
                if (line.strip().startsWith("```")) {
                    inside = line.strip().equals("```sh");
                } else if (inside && !line.isBlank()) {
                    commands.add(line.strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commands;
    }
}
