package io.headrace.console.verify;

import io.headrace.console.server.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verify found in several tables.
 *
 * @param outcome of all of them: drift if any differs, otherwise inconclusive unless every one was compared and matches
 * @param tables a verdict for each table, and for each of its indices where several sinks write it, in the order of their
 *     names
 * @param notCompared those that were to be compared and could not
 * @param notIndexed tables that a source captures and no sink indexes; they leave the outcome as it is
 * @param millis how long it took
 */
public record TablesVerdict(
        Verdict.Outcome outcome,
        List<Verdict> tables,
        List<NotCompared> notCompared,
        List<String> notIndexed,
        long millis) {

    /**
     * A table that could not be compared.
     *
     * @param index null where it is not known
     */
    public record NotCompared(String table, @Nullable String index, Problem.Kind kind, String reason) {}

    public TablesVerdict {
        tables = List.copyOf(tables);
        notCompared = List.copyOf(notCompared);
        notIndexed = List.copyOf(notIndexed);
    }

    static TablesVerdict of(List<Verdict> tables, List<NotCompared> notCompared, List<String> notIndexed, long millis) {
        boolean anyDrift = tables.stream().anyMatch(table -> table.outcome() == Verdict.Outcome.DRIFT);
        boolean allMatch = tables.stream().allMatch(table -> table.outcome() == Verdict.Outcome.MATCH)
                && notCompared.isEmpty()
                && !tables.isEmpty();
        Verdict.Outcome outcome =
                anyDrift ? Verdict.Outcome.DRIFT : allMatch ? Verdict.Outcome.MATCH : Verdict.Outcome.INCONCLUSIVE;
        return new TablesVerdict(outcome, tables, notCompared, notIndexed, millis);
    }

    /** Whether it is a match that says nothing of some columns, or of documents without row. */
    public boolean isInPart() {
        return outcome == Verdict.Outcome.MATCH && tables.stream().anyMatch(Verdict::isInPart);
    }
}
