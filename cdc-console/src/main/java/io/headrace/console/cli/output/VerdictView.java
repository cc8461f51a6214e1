package io.headrace.console.cli.output;

import io.headrace.console.verify.Verdict;
import java.util.List;
import java.util.Locale;

/** Prints a verdict for people to read. */
public final class VerdictView {

    private static final int SHOWN = 20;

    private final Output output;

    public VerdictView(Output output) {
        this.output = output;
    }

    /** @param strict whether a partial match is a failure */
    public static int exitCode(Verdict verdict, boolean strict) {
        return switch (verdict.outcome()) {
            case MATCH -> !verdict.isInPart() ? ExitCode.OK : strict ? ExitCode.DIFFERENT : ExitCode.IN_PART;
            case DRIFT -> ExitCode.DIFFERENT;
            case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
        };
    }

    public static String sentence(Verdict verdict) {
        String seconds = String.format(Locale.ROOT, "%.1f s", verdict.millis() / 1000.0);
        return switch (verdict.outcome()) {
            case MATCH ->
                "MATCH: every row equals its document in " + verdict.compared().size()
                        + (verdict.isInPart() ? " of " + verdict.columns() : "") + " columns (" + seconds + ")";
            case DRIFT ->
                "DRIFT: " + verdict.missing().size() + " missing, "
                        + verdict.stale().size() + " stale, " + verdict.extra().size() + " extra (" + seconds + ")";
            case INCONCLUSIVE -> "INCONCLUSIVE: " + verdict.reason() + " (" + seconds + ")";
        };
    }

    public void print(Verdict verdict) {
        Verdict.Repair repair = verdict.repair();
        if (repair != null) {
            output.line(verdict.table() + " had drift: " + repair.missing() + " missing, " + repair.stale() + " stale, "
                    + repair.extra() + " extra");
            output.line("  repaired: " + repair.resent() + " rows resent, " + repair.removed()
                    + " documents removed ("
                    + String.format(Locale.ROOT, "%.1f s", repair.millis() / 1000.0) + ")");
        }
        output.line(verdict.table() + " and " + verdict.index() + ": " + sentence(verdict));
        output.line("  rows " + verdict.rows() + ", documents " + verdict.documents() + ", rechecked "
                + verdict.rechecked());
        if (!verdict.notCompared().isEmpty()) {
            output.line("  not compared: " + String.join(", ", verdict.notCompared()));
        }
        if (!verdict.leftOut().isEmpty()) {
            output.line("  deliberately left out, and in no document: " + String.join(", ", verdict.leftOut()));
        }
        verdict.notes().forEach(note -> output.line("  " + note));
        list("missing (row without a document)", verdict.missing());
        list(
                "stale (document differs)",
                verdict.stale().stream()
                        .map(stale -> stale.id() + " in " + String.join(", ", stale.fields()))
                        .toList());
        list("extra (document without a row)", verdict.extra());
        list("hot (changed on every attempt)", verdict.hot());
        if (verdict.outcome() == Verdict.Outcome.DRIFT) {
            if (verdict.reason() != null) {
                output.line("  not finished: " + verdict.reason());
            }
            if (repair != null && repair.kept() > 0) {
                output.line(
                        "  " + repair.kept() + " documents whose id matches no row stay: some rows of the table have no"
                                + " document of their own, and these may be theirs. Find out why rows don't arrive"
                                + " (./cdc dlq list, ./cdc doctor), then repair again.");
                return;
            }
            output.line(
                    repair == null
                            ? "  To repair: ./cdc verify --table " + verdict.table() + " --repair"
                            : "  The sink can't overwrite what is left: these documents have versions beyond the"
                                    + " topic's end. Fill a new index: ./cdc reindex --table " + verdict.table());
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
