package io.headrace.console.verify;

import io.headrace.console.pipeline.SnapshotSignals;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.StepProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Corrects what verify found. Rows whose document is missing or stale are sent through the pipeline again, by the source;
 * documents without a row are removed at the version that was seen, so that a newer write of the sink is never undone.
 */
final class Repair {

    private static final int ROWS_A_SIGNAL = 500;
    /** With so many found before the end, all rows are sent: signals of 500 would take longer. */
    private static final int WHOLE_TABLE = 2_000;

    private static final int LOOKED_UP_AT_ONCE = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final VerifySession session;
    private final SnapshotSignals signals;
    private final Consumer<String> progress;

    Repair(VerifySession session, SnapshotSignals signals, Consumer<String> progress) {
        this.session = session;
        this.signals = signals;
        this.progress = progress;
    }

    /** @param drift what to correct */
    Verdict.Repair run(Verdict drift) throws SQLException {
        long start = System.nanoTime();
        List<String> rows = Stream.concat(
                        drift.missing().stream(), drift.stale().stream().map(Verdict.Stale::id))
                .toList();
        boolean endedEarly = drift.reason() != null && rows.size() >= WHOLE_TABLE;
        Map<String, List<Documents.Written>> before =
                session.hasIndex && session.documents.isRouted() ? session.documents.written(rows) : Map.of();
        resend(rows, endedEarly);
        if (!drift.extra().isEmpty()) {
            session.awaitIndexed(); // a document goes once its row has arrived under its own id
        }
        Removal removal = remove(drift.extra());
        int copies = removeCopies(before);
        return new Verdict.Repair(
                drift.missing().size(),
                drift.stale().size(),
                drift.extra().size(),
                rows.size(),
                removal.removed() + copies,
                removal.kept(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void resend(List<String> ids, boolean all) {
        if (ids.isEmpty()) {
            return;
        }
        if (all) {
            String id = "repair-" + UUID.randomUUID();
            signals.execute(id, null, progress);
            signals.await(id, PATIENCE, () -> {});
            return;
        }
        StepProgress meter = new StepProgress("sent again", ids.size(), progress);
        for (int i = 0; i < ids.size(); i += ROWS_A_SIGNAL) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + ROWS_A_SIGNAL));
            String id = "repair-" + UUID.randomUUID();
            signals.execute(id, session.table.condition(some), progress);
            signals.await(id, PATIENCE, () -> {});
            meter.at(i + some.size());
        }
    }

    /**
     * The version is read before the row is looked for: a row that comes after that look has a later offset, hence a
     * higher version, and the removal at the lower one is refused or overwritten.
     *
     * <p>A document goes only when it is a leftover ({@link Leftovers}).
     */
    private Removal remove(List<String> ids) throws SQLException {
        int removed = 0;
        int kept = 0;
        Documents documents = session.documents;
        Leftovers leftovers = new Leftovers(session);
        for (int i = 0; i < ids.size(); i += LOOKED_UP_AT_ONCE) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + LOOKED_UP_AT_ONCE));
            Map<String, List<Documents.Written>> written = documents.written(some);
            Map<String, SearchRest.Document> held = documents.byId(some);
            Set<String> existing = session.table.existing(some);
            for (Map.Entry<String, List<Documents.Written>> document : written.entrySet()) {
                String id = document.getKey();
                SearchRest.Document source = held.get(id);
                if (source == null || existing.contains(id)) {
                    continue;
                }
                if (leftovers.isOne(source)) {
                    removed += removeAll(id, document.getValue());
                } else {
                    kept++;
                }
            }
        }
        return new Removal(removed, kept);
    }

    /** @param kept documents that may belong to a row that has none of its own id */
    private record Removal(int removed, int kept) {}

    /**
     * Of several documents of one row, that one is right which the sink wrote when the row was sent again: it knows the route. What
     * is still as it was lies under a route that the row has left.
     */
    private int removeCopies(Map<String, List<Documents.Written>> before) throws SQLException {
        if (before.isEmpty() || !session.awaitIndexed()) {
            return 0;
        }
        int removed = 0;
        Map<String, List<Documents.Written>> now = session.documents.written(before.keySet());
        for (Map.Entry<String, List<Documents.Written>> document : now.entrySet()) {
            List<Documents.Written> left = new ArrayList<>(document.getValue());
            left.retainAll(before.getOrDefault(document.getKey(), List.of()));
            if (left.size() < document.getValue().size()) {
                removed += removeAll(document.getKey(), left);
            }
        }
        return removed;
    }

    private int removeAll(String id, List<Documents.Written> documents) {
        return (int) documents.stream()
                .filter(written -> session.documents.remove(id, written))
                .count();
    }
}
