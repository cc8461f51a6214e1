package io.headrace.console.cli;

import io.headrace.console.op.Verdict;
import io.headrace.console.op.Verify;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Compares the table with the index, row by row and column by column, while both may change. What differs at first"
                    + " sight is looked at again when everything committed by then has been indexed. Shows ids and column names,"
                    + " never values.",
            "Columns that the connectors replace by tokens are compared through the token when HEADRACE_TOKEN_KEY is set."
        },
        footer = {"", "Example: ./cdc verify --table inventory.orders -o json"})
final class VerifyCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    @Mixin
    Servers servers = new Servers();

    @Mixin
    Output output = new Output();

    @Option(names = "--table", paramLabel = "DB.TABLE", description = "The table (default inventory.orders).")
    String table = "inventory.orders";

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Only rows under this condition; extra documents are not looked for then.")
    @Nullable
    String where;

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            converter = TimeSpan.class,
            description = "How long the pipeline may take to pass what was committed (default 90s).")
    Duration patience = Verify.PATIENCE;

    @Option(
            names = "--datetime-zone",
            paramLabel = "ZONE",
            description = "What the wall clock of DATETIME columns is (default: what the connectors say, else UTC).")
    @Nullable
    ZoneId dateTimeZone;

    @Override
    public Integer call() {
        Verify.Options options = new Verify.Options(table, where, patience, dateTimeZone, servers.tokenKey());
        Verdict verdict = new Verify(servers.target(), options, output::progress).run();
        output.show("verify", verdict, () -> print(verdict));
        return exitCode(verdict);
    }

    static int exitCode(Verdict verdict) {
        return switch (verdict.outcome()) {
            case MATCH -> ExitCode.OK;
            case DRIFT -> ExitCode.DIFFERENT;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    static String sentence(Verdict verdict) {
        String seconds = String.format(Locale.ROOT, "%.1f s", verdict.millis() / 1000.0);
        return switch (verdict.outcome()) {
            case MATCH ->
                "MATCH: every row equals its document in " + verdict.compared().size() + " columns (" + seconds + ")";
            case DRIFT ->
                "DRIFT: " + verdict.missing().size() + " missing, "
                        + verdict.stale().size() + " stale, " + verdict.extra().size() + " extra (" + seconds + ")";
            case INCONCLUSIVE -> "INCONCLUSIVE: " + verdict.reason() + " (" + seconds + ")";
        };
    }

    private void print(Verdict verdict) {
        output.line(verdict.table() + " and " + verdict.index() + ": " + sentence(verdict));
        output.line("  rows " + verdict.rows() + ", documents " + verdict.documents() + ", rechecked "
                + verdict.rechecked());
        if (!verdict.notCompared().isEmpty()) {
            output.line("  not compared: " + String.join(", ", verdict.notCompared()));
        }
        list("missing (row without document)", verdict.missing());
        list(
                "stale (document differs)",
                verdict.stale().stream()
                        .map(stale -> stale.id() + " in " + String.join(", ", stale.fields()))
                        .toList());
        list("extra (document without row)", verdict.extra());
        list("hot (changed at every look)", verdict.hot());
        if (verdict.outcome() == Verdict.Outcome.DRIFT && verdict.reason() != null) {
            output.line("  not finished: " + verdict.reason());
        }
    }

    private void list(String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        output.line("  " + title + ": " + lines.size());
        lines.stream().limit(SHOWN).forEach(line -> output.line("    " + line));
        if (lines.size() > SHOWN) {
            output.line("    … and " + (lines.size() - SHOWN) + " more; -o json lists them");
        }
    }
}
