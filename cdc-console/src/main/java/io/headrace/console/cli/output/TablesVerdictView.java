package io.headrace.console.cli.output;

import io.headrace.console.verify.TablesVerdict;
import io.headrace.console.verify.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints the verdict on several tables: a line each, what there is to know of those that do not plainly match, one sentence. */
public final class TablesVerdictView {

    private static final int NAMED = 10;

    private final Output output;

    public TablesVerdictView(Output output) {
        this.output = output;
    }

    /**
     * Drift goes before all else; then what could not be compared, with its own code if there is but one.
     *
     * @param strict whether a partial match is a failure
     */
    public static int exitCode(TablesVerdict verdict, boolean strict) {
        return switch (verdict.outcome()) {
            case MATCH -> !verdict.isInPart() ? ExitCode.OK : strict ? ExitCode.DIFFERENT : ExitCode.IN_PART;
            case DRIFT -> ExitCode.DIFFERENT;
            case INCONCLUSIVE -> {
                Set<Integer> codes = verdict.notCompared().stream()
                        .map(table -> ExitCode.of(table.kind()))
                        .collect(Collectors.toCollection(TreeSet::new));
                if (verdict.tables().stream().anyMatch(table -> table.outcome() == Verdict.Outcome.INCONCLUSIVE)) {
                    codes.add(ExitCode.INCONCLUSIVE);
                }
                yield codes.isEmpty()
                        ? ExitCode.INCONCLUSIVE
                        : codes.size() == 1 ? codes.iterator().next() : ExitCode.FAILED;
            }
        };
    }

    public void print(TablesVerdict verdict) {
        Table table = new Table("table", "index", "verdict", "rows", "documents", "seconds");
        for (Verdict one : verdict.tables()) {
            table.row(
                    one.table(),
                    one.index(),
                    one.isInPart() ? "MATCH in part" : one.outcome().name(),
                    Long.toString(one.rows()),
                    Long.toString(one.documents()),
                    seconds(one.millis()));
        }
        for (TablesVerdict.NotCompared one : verdict.notCompared()) {
            table.row(one.table(), one.index() == null ? "-" : one.index(), "not compared", "-", "-", "-");
        }
        table.print(output);
        output.line("");
        VerdictView details = new VerdictView(output);
        verdict.tables().stream().filter(TablesVerdictView::hasDetails).forEach(details::print);
        verdict.notCompared().forEach(one -> output.line(one.table() + " could not be compared: " + one.reason()));
        if (!verdict.notIndexed().isEmpty()) {
            output.line("Captured, and indexed by no sink: " + String.join(", ", verdict.notIndexed()));
        }
        output.line(sentence(verdict));
    }

    private static boolean hasDetails(Verdict one) {
        return one.outcome() != Verdict.Outcome.MATCH || one.isInPart() || one.repair() != null;
    }

    /** One line that says it all, with the names of those tables that it is about. */
    public static String sentence(TablesVerdict verdict) {
        List<String> open = Stream.concat(
                        verdict.notCompared().stream().map(TablesVerdict.NotCompared::table),
                        verdict.tables().stream()
                                .filter(one -> one.outcome() == Verdict.Outcome.INCONCLUSIVE)
                                .map(Verdict::table))
                .toList();
        int all = verdict.tables().size() + verdict.notCompared().size();
        String of = " of " + all + (all == 1 ? " table" : " tables");
        String took = " (" + seconds(verdict.millis()) + " s)";
        return switch (verdict.outcome()) {
            case MATCH ->
                "MATCH: every row" + of + " equals its document"
                        + (verdict.isInPart()
                                ? " as far as it was compared; not in full: " + named(inPart(verdict))
                                : "")
                        + took;
            case DRIFT ->
                "DRIFT in " + drifted(verdict).size() + of + ": " + named(drifted(verdict))
                        + (open.isEmpty() ? "" : "; nothing can be said of " + named(open)) + took;
            case INCONCLUSIVE ->
                "INCONCLUSIVE: "
                        + (open.isEmpty()
                                ? "no sink indexes any of the tables"
                                : "nothing can be said of " + open.size() + of + ": " + named(open))
                        + took;
        };
    }

    private static List<String> inPart(TablesVerdict verdict) {
        return verdict.tables().stream()
                .filter(Verdict::isInPart)
                .map(Verdict::table)
                .toList();
    }

    private static List<String> drifted(TablesVerdict verdict) {
        return verdict.tables().stream()
                .filter(one -> one.outcome() == Verdict.Outcome.DRIFT)
                .map(Verdict::table)
                .toList();
    }

    private static String named(List<String> tables) {
        return tables.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (tables.size() > NAMED ? " and " + (tables.size() - NAMED) + " more" : "");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
