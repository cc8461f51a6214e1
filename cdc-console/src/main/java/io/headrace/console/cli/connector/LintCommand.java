package io.headrace.console.cli.connector;

import io.headrace.console.cli.option.Home;
import io.headrace.console.cli.output.ExitCode;
import io.headrace.console.cli.output.Output;
import io.headrace.console.cli.output.Table;
import io.headrace.console.lint.Finding;
import io.headrace.console.lint.Lint;
import io.headrace.console.lint.Severity;
import io.headrace.console.lint.Skipped;
import io.headrace.console.server.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lint",
        description = {
            "Checks connector JSON without any server: misspelt, renamed and removed settings, plaintext secrets,"
                    + " settings that lose data, and mismatches between connectors. Files given together are checked"
                    + " together: a sink with its source, and the index template with both. Lines starting with skipped"
                    + " name what could not be checked.",
            "Exits with 1 if there is an error, with 0 if there are only warnings."
        },
        footer = {"", "Examples: ./cdc lint", "          ./cdc lint --fix register-mysql.json es-sink.json"})
public final class LintCommand implements Callable<Integer> {

    @Mixin
    Output output = new Output();

    @Parameters(
            paramLabel = "FILE|FOLDER|-",
            arity = "0..*",
            description = "Files, folders of JSON files, or - for standard input (default: connect-configs).")
    List<String> places = new ArrayList<>();

    @Option(names = "--fix", description = "Corrects the files wherever there is only one right answer.")
    boolean fix;

    @Option(names = "--rules", description = "Lists the rules instead.")
    boolean rules;

    /** The rules by name. */
    record Rules(Map<String, String> rules) {}

    @Override
    public Integer call() {
        if (rules) {
            output.show("lint-rules", new Rules(Lint.rules()), () -> {
                Table table = new Table("rule", "about");
                Lint.rules().forEach(table::row);
                table.print(output);
            });
            return ExitCode.OK;
        }
        Lint lint = new Lint(sources());
        if (fix) {
            lint.fix().forEach(this::write);
        }
        Lint.Report report = lint.check();
        output.show("lint", report, () -> print(report));
        return report.errors() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(Lint.Report report) {
        for (Finding finding : report.findings()) {
            output.line((finding.severity() == Severity.ERROR ? "error    " : "warning  ") + finding.file() + "  "
                    + (finding.key() == null ? "" : finding.key() + " ") + finding.message() + "  [" + finding.rule()
                    + (finding.fix().isEmpty() ? "" : ", --fix corrects it") + "]");
        }
        for (Skipped skipped : report.skipped()) {
            output.line("skipped  " + skipped.file() + "  " + (skipped.key() == null ? "" : skipped.key() + " ")
                    + skipped.message());
        }
        output.line(report.files() + " files, " + report.errors() + " errors, " + report.warnings() + " warnings.");
    }

    private void write(String file, String text) {
        if (file.equals("-")) {
            output.line(text);
            return;
        }
        try {
            Files.writeString(Path.of(file), text);
            output.progress("corrected " + file);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.FAILED, "Can't write " + file + ": " + e.getMessage(), e);
        }
    }

    private List<Lint.Source> sources() {
        List<String> wanted = places.isEmpty()
                ? List.of(Home.folder().resolve("connect-configs").toString())
                : places;
        List<Lint.Source> sources = new ArrayList<>();
        for (String place : wanted) {
            try {
                if (place.equals("-")) {
                    sources.add(new Lint.Source("-", new String(System.in.readAllBytes(), StandardCharsets.UTF_8)));
                } else if (Files.isDirectory(Path.of(place))) {
                    try (Stream<Path> files = Files.list(Path.of(place))) {
                        for (Path file : files.filter(f -> f.toString().endsWith(".json"))
                                .sorted()
                                .toList()) {
                            sources.add(new Lint.Source(file.toString(), Files.readString(file)));
                        }
                    }
                } else {
                    sources.add(new Lint.Source(place, Files.readString(Path.of(place))));
                }
            } catch (IOException e) {
                throw new Problem(
                        Problem.Kind.USAGE, "Can't read " + place + ": no such file, or no permission to read it.", e);
            }
        }
        return sources;
    }
}
