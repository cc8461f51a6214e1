package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.StepProgress;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Every row against its document. The table is read ahead while earlier batches are compared, a few batches and no more,
 * so that memory does not grow with the table. The table's session is used by the calling thread alone.
 */
final class RowPass {

    /** The table's rows, by one thread. */
    interface Table {
        /** The next rows in key order, after this key (null: from the start); fewer than the limit at the end. */
        List<TableReader.Row> next(@Nullable List<String> after, int limit) throws SQLException;

        /** About so many rows, chosen evenly at random. */
        List<TableReader.Row> sample(long rows) throws SQLException;
    }

    /** Rows that agree with their documents, and the ids of those that don't. */
    private record Compared(long rows, long matched, List<String> suspects) {}

    static final int BATCH = 1_000;
    static final int AHEAD = 4;
    private static final int COMPARING = 2;

    private final Table table;
    private final Differences differences;
    private final DriftConfirmation.Documents documents;
    private final DriftCollector drift;
    private final StepProgress meter;
    private final Deque<Future<Compared>> ahead = new ArrayDeque<>();
    private long rows;

    RowPass(
            Table table,
            Differences differences,
            DriftConfirmation.Documents documents,
            DriftCollector drift,
            StepProgress meter) {
        this.table = table;
        this.differences = differences;
        this.documents = documents;
        this.drift = drift;
        this.meter = meter;
    }

    /** All rows, or a sample of so many when that is not 0. Answers how many rows were read. */
    long run(long sample) throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        ExecutorService comparing = Executors.newFixedThreadPool(COMPARING);
        try {
            if (sample > 0) {
                List<TableReader.Row> chosen = table.sample(sample);
                for (int i = 0; i < chosen.size(); i += BATCH) {
                    submit(comparing, chosen.subList(i, Math.min(chosen.size(), i + BATCH)));
                }
            } else {
                List<String> after = null;
                List<TableReader.Row> batch;
                do {
                    batch = table.next(after, BATCH);
                    after = batch.isEmpty()
                            ? after
                            : batch.get(batch.size() - 1).key();
                    submit(comparing, batch);
                } while (batch.size() == BATCH);
            }
            while (!ahead.isEmpty()) {
                take();
            }
            drift.settle();
            return rows;
        } finally {
            comparing.shutdownNow();
        }
    }

    private void submit(ExecutorService comparing, List<TableReader.Row> batch)
            throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        if (!batch.isEmpty()) {
            ahead.add(comparing.submit(() -> compare(batch)));
        }
        while (ahead.size() > AHEAD) {
            take();
        }
    }

    private void take() throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        Compared compared = Awaited.value(ahead.remove(), SQLException.class);
        rows += compared.rows();
        drift.matched(compared.matched());
        meter.at(rows);
        drift.suspect(compared.suspects());
    }

    private Compared compare(List<TableReader.Row> batch) {
        Map<String, SearchRest.Document> found =
                documents.byId(batch.stream().map(TableReader.Row::id).toList());
        List<String> suspects = new ArrayList<>();
        for (TableReader.Row row : batch) {
            SearchRest.@Nullable Document document = found.get(row.id());
            if (document == null || !differences.between(row, document).isEmpty()) {
                suspects.add(row.id());
            }
        }
        return new Compared(batch.size(), batch.size() - suspects.size(), suspects);
    }
}
