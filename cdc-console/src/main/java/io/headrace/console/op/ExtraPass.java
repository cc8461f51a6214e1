package io.headrace.console.op;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Every document against the table: which of them have no row. One page is looked up while the next is fetched. */
final class ExtraPass {

    private static final int PAGE = 5_000;
    private static final int SUSPECTS_KEPT = 2 * Findings.LISTED;

    private final TableReader table;
    private final SearchRest search;
    private final String index;
    private final Findings findings;
    private final Progress meter;
    private final List<String> suspects = new ArrayList<>();
    private @Nullable Future<List<String>> looking;
    private long documents;

    ExtraPass(TableReader table, SearchRest search, String index, Findings findings, Progress meter) {
        this.table = table;
        this.search = search;
        this.index = index;
        this.findings = findings;
        this.meter = meter;
    }

    /** All documents, or a sample of so many when that is not 0. Answers how many were looked up. */
    long run(int sample) throws SQLException, Watermark.NotPassed, Findings.Enough {
        search.refresh(index);
        ExecutorService lookup = Executors.newSingleThreadExecutor();
        try {
            if (sample > 0) {
                page(lookup, search.sampleIds(index, sample));
            } else {
                search.scanIds(index, PAGE, ids -> page(lookup, ids));
            }
            take();
        } catch (Failed e) {
            throw e.sql();
        } finally {
            lookup.shutdownNow();
        }
        findings.suspect(suspects);
        findings.settle();
        return documents;
    }

    /** Hands the page over when the one before has been looked up: two are in memory at most. */
    private void page(ExecutorService lookup, List<String> ids) {
        try {
            take();
        } catch (SQLException e) {
            throw new Failed(e);
        }
        looking = lookup.submit(() -> withoutRow(ids));
        documents += ids.size();
        meter.at(documents);
    }

    private void take() throws SQLException {
        Future<List<String>> before = looking;
        looking = null;
        if (before != null) {
            RowPass.result(before).stream()
                    .limit(SUSPECTS_KEPT - suspects.size())
                    .forEach(suspects::add);
        }
    }

    private List<String> withoutRow(List<String> ids) throws SQLException {
        Set<String> existing = table.existing(ids);
        return ids.stream().filter(id -> !existing.contains(id)).toList();
    }

    /** Carries an SQL failure out of the scan. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Failed(SQLException cause) {
            super(cause);
        }

        SQLException sql() {
            return (SQLException) java.util.Objects.requireNonNull(getCause());
        }
    }
}
