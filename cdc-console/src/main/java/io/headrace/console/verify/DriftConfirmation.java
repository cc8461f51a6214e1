package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.SearchRest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settles what differed at first sight, while both sides go on changing.
 *
 * <pre>
 *   read the row ─▶ watermark ─▶ read the document ─▶ read the row again
 *                                                      ├ row changed meanwhile          ─▶ once more
 *                                                      ├ document agrees                ─▶ matched
 *                                                      ├ differs, and the same document ─▶ drift
 *                                                      │   differed in the round before
 *                                                      └ differs                        ─▶ once more
 * </pre>
 *
 * A row that goes away from a value and back to it within one round would look unchanged beside a document of the time
 * between; hence the second look, which must find the same write of the document.
 */
final class DriftConfirmation {

    private static final int ROUNDS = 6;
    private static final long NO_DOCUMENT = -1;

    /** What came of the suspects of one call. */
    static final class Settled {
        final Map<String, List<String>> stale = new LinkedHashMap<>();
        final List<String> missing = new ArrayList<>();
        final List<String> extra = new ArrayList<>();
        final List<String> hot = new ArrayList<>();
        /** Why a column differs, by its name, where that kind of difference has one. */
        final Map<String, String> kinds = new LinkedHashMap<>();

        long matched;
    }

    /** Rows as they are now, by id; ids without row are absent. */
    interface Rows {
        Map<String, TableReader.Row> byId(Collection<String> ids) throws SQLException;
    }

    /** Documents as they are now, refreshed or not; ids without document are absent. */
    interface Documents {
        Map<String, SearchRest.Document> byId(Collection<String> ids);
    }

    /** Returns when all that was committed before the call is in the index. */
    interface Gate {
        void await() throws SQLException, Watermark.NotPassed;
    }

    private final Differences differences;
    private final Rows rows;
    private final Documents documents;
    private final Gate watermark;

    DriftConfirmation(Differences differences, Rows rows, Documents documents, Gate watermark) {
        this.differences = differences;
        this.rows = rows;
        this.documents = documents;
        this.watermark = watermark;
    }

    Settled settle(Collection<String> suspects) throws SQLException, Watermark.NotPassed {
        Settled settled = new Settled();
        Set<String> open = new LinkedHashSet<>(suspects);
        Map<String, Long> differedAt = new HashMap<>();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            Map<String, TableReader.Row> before = rows.byId(open);
            watermark.await();
            Map<String, SearchRest.Document> stored = documents.byId(open);
            Map<String, TableReader.Row> after = rows.byId(open);
            for (String id : List.copyOf(open)) {
                TableReader.Row row = after.get(id);
                SearchRest.Document document = stored.get(id);
                if (!Objects.equals(before.get(id), row)) {
                    differedAt.remove(id);
                } else if (agrees(row, document)) {
                    settled.matched += row == null ? 0 : 1;
                    open.remove(id);
                } else {
                    long sequence = document == null ? NO_DOCUMENT : document.sequence();
                    Long earlier = differedAt.put(id, sequence);
                    if (earlier != null && earlier == sequence) {
                        drift(settled, id, row, document);
                        open.remove(id);
                    }
                }
            }
        }
        settled.hot.addAll(open);
        return settled;
    }

    private void drift(
            Settled settled, String id, TableReader.@Nullable Row row, SearchRest.@Nullable Document document) {
        if (row == null) {
            settled.extra.add(id);
        } else if (document == null) {
            settled.missing.add(id);
        } else {
            settled.stale.put(id, differences.between(row, document));
            differences.kinds(row, document).forEach(settled.kinds::putIfAbsent);
        }
    }

    private boolean agrees(TableReader.@Nullable Row row, SearchRest.@Nullable Document document) {
        if (row == null || document == null) {
            return row == null && document == null;
        }
        return differences.between(row, document).isEmpty();
    }
}
