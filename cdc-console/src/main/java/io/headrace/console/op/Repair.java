package io.headrace.console.op;

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
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Comparison comparison;
    private final SnapshotSignals signals;
    private final Consumer<String> progress;

    Repair(Comparison comparison, SnapshotSignals signals, Consumer<String> progress) {
        this.comparison = comparison;
        this.signals = signals;
        this.progress = progress;
    }

    /** @param drift what to correct */
    Verdict.Repair run(Verdict drift) throws SQLException {
        long start = System.nanoTime();
        List<String> rows = Stream.concat(
                        drift.missing().stream(), drift.stale().stream().map(Verdict.Stale::id))
                .toList();
        resend(rows);
        List<String> removed = remove(drift.extra());
        return new Verdict.Repair(
                drift.missing().size(),
                drift.stale().size(),
                drift.extra().size(),
                rows.size(),
                removed.size(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private void resend(List<String> ids) {
        Progress meter = new Progress("sent again", ids.size(), progress);
        for (int i = 0; i < ids.size(); i += ROWS_A_SIGNAL) {
            List<String> some = ids.subList(i, Math.min(ids.size(), i + ROWS_A_SIGNAL));
            String id = "repair-" + UUID.randomUUID();
            signals.execute(id, comparison.table.condition(some), progress);
            signals.await(id, PATIENCE, () -> {});
            meter.at(i + some.size());
        }
    }

    /**
     * The version is read before the row is looked for: a row that comes after that look has a later offset, hence a
     * higher version, and the removal at the lower one is refused or overwritten.
     */
    private List<String> remove(List<String> ids) throws SQLException {
        String index = comparison.route.index();
        List<String> removed = new ArrayList<>();
        Map<String, Long> versions = comparison.search.versions(index, ids);
        Set<String> existing = comparison.table.existing(ids);
        for (Map.Entry<String, Long> document : versions.entrySet()) {
            if (!existing.contains(document.getKey())
                    && comparison.search.removeAt(index, document.getKey(), document.getValue())) {
                removed.add(document.getKey());
            }
        }
        return removed;
    }
}
