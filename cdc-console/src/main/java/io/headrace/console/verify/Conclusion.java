package io.headrace.console.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session's reading says of table and index.
 *
 * @param reading what the passes have read
 * @param drift what was confirmed
 * @param misnamed documents that are under ids of another rule
 */
record Conclusion(VerifySession session, Reading reading, Drift drift, int misnamed) {

    /**
     * @param rows how many were read
     * @param documents how many were compared
     * @param endedBy why the passes ended early; null when they did not
     */
    record Reading(long rows, long documents, @Nullable String endedBy) {}

    Verdict verdict(long millis) {
        String reason = reason();
        Verdict.Outcome outcome = drift.size() > 0
                ? Verdict.Outcome.DRIFT
                : reason == null ? Verdict.Outcome.MATCH : Verdict.Outcome.INCONCLUSIVE;
        TableColumns columns = session.columns;
        return new Verdict(
                outcome,
                reason,
                session.route.table(),
                session.route.index(),
                reading.rows(),
                reading.documents(),
                matched(),
                drift.rechecked(),
                drift.missing(),
                drift.stale(),
                drift.extra(),
                drift.hot(),
                columns.names(),
                columns.wanted(),
                columns.leftOut(),
                columns.notCompared(),
                notes(),
                misnamed,
                null,
                millis);
    }

    /** Why nothing can be said, or not all; null when all was seen. */
    private @Nullable String reason() {
        if (reading.endedBy() != null || drift.size() > 0) {
            return reading.endedBy();
        }
        return drift.hot().isEmpty() ? nothingCompared() : drift.hot().size() + " rows changed on every attempt";
    }

    /** What is hot may have come after the rows were counted, or have been an extra document; a row may be looked at twice. */
    private long matched() {
        return reading.endedBy() == null
                ? Math.max(
                        0,
                        reading.rows()
                                - drift.missing().size()
                                - drift.stale().size()
                                - drift.hot().size())
                : Math.min(reading.rows(), drift.matched());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!session.looksForExtra()) {
            notes.add("documents without a row were not looked for: " + session.route.index() + " also has those of "
                    + String.join(", ", session.shared.others()) + ", and ids don't tell them apart (the sink's"
                    + " document.id.template=${topic.database}:${key} would)");
        }
        if (misnamed > 0) {
            notes.add(misnamed
                    + " documents hold the key of a row that has no document under the id that the sink's settings give"
                    + " it: they were written with other settings (the order of a composite key, decimals in keys)."
                    + " Their rows still exist");
        }
        drift.kinds().forEach((column, kind) -> notes.add(column + ": " + kind));
        return notes;
    }

    /** A table is the same as its index only if something of each row was compared; null when it was. */
    private @Nullable String nothingCompared() {
        if (!session.hasIndex) {
            return "there is no index " + session.route.index() + " yet, and no row that should be in it";
        }
        TableColumns columns = session.columns;
        Set<String> key =
                Set.copyOf(columns.key().stream().map(column -> column.name()).toList());
        boolean onlyKeys = columns.compared().size() + columns.notCompared().size() == key.size();
        boolean anyOther = columns.names().stream().anyMatch(name -> !key.contains(name));
        return reading.rows() == 0 || anyOther || onlyKeys
                ? null
                : "of " + columns.wanted() + " columns only the key could be compared, not "
                        + String.join(", ", columns.notCompared()) + String.join(", ", columns.leftOut());
    }
}
