package io.headrace.console.cli.option;

import io.headrace.console.pipeline.TablePatterns;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of the tables that the connectors carry a command works on. */
public final class Tables {

    @Option(
            names = "--table",
            paramLabel = "DB.TABLE",
            split = ",",
            description = "Only these of the captured tables: names, or patterns such as 'shop.*' in quotation marks"
                    + " (default: all).")
    List<String> patterns = List.of();

    public Tables() {}

    /** The table's name, if exactly one is given, and no pattern. */
    public Optional<String> one() {
        return patterns.size() == 1 && TablePatterns.isPlain(patterns.get(0))
                ? Optional.of(patterns.get(0))
                : Optional.empty();
    }

    /** As given; empty for all. */
    public List<String> patterns() {
        return List.copyOf(patterns);
    }
}
