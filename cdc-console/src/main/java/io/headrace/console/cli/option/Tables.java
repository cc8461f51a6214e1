package io.headrace.console.cli.option;

import java.util.List;
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

    /** As given; empty for all. */
    public List<String> patterns() {
        return List.copyOf(patterns);
    }
}
