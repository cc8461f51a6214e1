package io.headrace.console.cli.connector;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which tables come into a pipeline or leave it, and which pipeline that is. */
final class TableChangeOptions {

    @Parameters(
            paramLabel = "DB.TABLE",
            arity = "1..*",
            description = "Tables by name, or by patterns such as 'shop.*' in quotation marks.")
    List<String> tables = new ArrayList<>();

    @Option(names = "--source", paramLabel = "NAME", description = "The source, if there are several.")
    @Nullable
    String source;

    @Option(names = "--sink", paramLabel = "NAME", description = "The sink, if several read topics of the source.")
    @Nullable
    String sink;

    @Option(
            names = {"--folder", "--out"},
            paramLabel = "DIR",
            description = "The folder that init made for this pipeline (default pipeline).")
    Path folder = Path.of("pipeline");

    @Option(names = "--dry-run", description = "Only shows what would change.")
    boolean dryRun;
}
