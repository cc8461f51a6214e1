package io.headrace.console.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What verify found.
 *
 * @param outcome whether the index equals the table
 * @param reason why nothing can be said, when inconclusive
 * @param rows rows read
 * @param documents ids found in the index
 * @param matched rows whose document is right: all that are not listed below, or as many as were looked at before an early
 *     end
 * @param rechecked rows and documents that were looked at again after the watermark
 * @param missing ids of rows without document
 * @param stale documents that differ from their row
 * @param extra ids of documents without row
 * @param hot ids that changed at every look, about which nothing is said
 * @param compared names of the columns compared
 * @param columns how many columns there are whose values documents should hold
 * @param leftOut columns that the connectors leave out on purpose, with the setting; no document has a value for them
 * @param notCompared columns not compared, with the reason
 * @param notes what was not looked at, and kinds of difference that have a name and a cure
 * @param misnamed documents whose row is there and has a document of another id by the sink's settings, but none is found
 * @param repair what was corrected before this verdict, or null when nothing was
 * @param millis how long it took
 */
public record Verdict(
        Outcome outcome,
        @Nullable String reason,
        String table,
        String index,
        long rows,
        long documents,
        long matched,
        long rechecked,
        List<String> missing,
        List<Stale> stale,
        List<String> extra,
        List<String> hot,
        List<String> compared,
        int columns,
        List<String> leftOut,
        List<String> notCompared,
        List<String> notes,
        int misnamed,
        @Nullable Repair repair,
        long millis) {

    public enum Outcome {
        MATCH,
        DRIFT,
        INCONCLUSIVE
    }

    /** A document that differs, and the columns in which it does. */
    public record Stale(String id, List<String> fields) {
        public Stale {
            fields = List.copyOf(fields);
        }
    }

    /**
     * What was corrected.
     *
     * @param missing rows that had no document
     * @param stale documents that differed
     * @param extra documents that had no row
     * @param resent rows that were sent through the pipeline again
     * @param removed documents that were removed
     * @param kept documents without a row by their id that stay, since they may belong to a row that has no document of its own
     */
    public record Repair(int missing, int stale, int extra, int resent, int removed, int kept, long millis) {

        /** Both together. */
        Repair and(Repair more) {
            return new Repair(
                    missing + more.missing,
                    stale + more.stale,
                    extra + more.extra,
                    resent + more.resent,
                    removed + more.removed,
                    more.kept,
                    millis + more.millis);
        }
    }

    public Verdict {
        missing = List.copyOf(missing);
        stale = List.copyOf(stale);
        extra = List.copyOf(extra);
        hot = List.copyOf(hot);
        compared = List.copyOf(compared);
        leftOut = List.copyOf(leftOut);
        notCompared = List.copyOf(notCompared);
        notes = List.copyOf(notes);
    }

    /** Whether it is a match that says nothing of some columns, or of documents without row. */
    public boolean isInPart() {
        return outcome == Outcome.MATCH && (!notCompared.isEmpty() || !notes.isEmpty());
    }

    Verdict after(Repair done) {
        return new Verdict(
                outcome,
                reason,
                table,
                index,
                rows,
                documents,
                matched,
                rechecked,
                missing,
                stale,
                extra,
                hot,
                compared,
                columns,
                leftOut,
                notCompared,
                notes,
                misnamed,
                done,
                millis);
    }
}
