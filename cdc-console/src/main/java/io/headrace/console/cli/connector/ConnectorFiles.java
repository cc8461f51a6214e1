package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.FilesOrFolders;
import io.headrace.console.cli.output.Output;
import io.headrace.console.connector.ConnectorChanges;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The connector files given to diff and apply, and how the changes are displayed. */
final class ConnectorFiles {

    @Mixin
    FilesOrFolders files = new FilesOrFolders();

    @Option(names = "--prune", description = "Also deletes connectors that no file has.")
    boolean prune;

    List<Path> paths() {
        return files.paths();
    }

    static void print(ConnectorChanges changes, Output output) {
        for (ConnectorChanges.Connector connector : changes.connectors()) {
            String what = switch (connector.kind()) {
                case CREATE -> "+ " + connector.name() + " (new)";
                case CHANGE -> "~ " + connector.name();
                case DELETE -> "- " + connector.name();
                case NONE -> "= " + connector.name();
            };
            output.line(what);
            for (ConnectorChanges.Setting setting : connector.settings()) {
                SettingLines.of(setting).forEach(line -> output.line("    " + line));
            }
        }
        if (changes.equal()) {
            output.line("Nothing differs.");
        }
    }
}
