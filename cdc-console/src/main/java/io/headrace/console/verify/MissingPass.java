package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.StepProgress;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The key of every row against the index: which rows have no document, or several. Batches are looked up while the next is read. */
final class MissingPass {

    /** The table's rows, by one thread. */
    interface Keys {
        /** The keys of the next rows in key order, after this one (null: from the start); fewer than the limit at the end. */
        List<TableReader.Row> next(@Nullable List<String> after, int limit) throws SQLException;
    }

    /** The index, by several threads. */
    interface Index {
        /** Returns when documents that were removed by now are no longer counted. */
        void refresh();

        /** Those of these ids that have no document, or several. */
        List<String> notOnce(List<String> ids);
    }

    static final int BATCH = 5_000;
    private static final int AT_ONCE = 2;

    private final Keys table;
    private final Index documents;
    private final DriftCollector drift;
    private final StepProgress meter;
    private final Deque<Future<List<String>>> looking = new ArrayDeque<>();
    private long rows;

    MissingPass(Keys table, Index documents, DriftCollector drift, StepProgress meter) {
        this.table = table;
        this.documents = documents;
        this.drift = drift;
        this.meter = meter;
    }

    /** Answers how many rows there are. */
    long run() throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        documents.refresh();
        ExecutorService lookup = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> after = null;
            List<TableReader.Row> batch;
            do {
                batch = table.next(after, BATCH);
                while (looking.size() >= AT_ONCE) {
                    take();
                }
                if (!batch.isEmpty()) {
                    after = batch.get(batch.size() - 1).key();
                    List<String> ids = batch.stream().map(TableReader.Row::id).toList();
                    looking.add(lookup.submit(() -> documents.notOnce(ids)));
                    rows += ids.size();
                    meter.at(rows);
                }
            } while (batch.size() == BATCH);
            while (!looking.isEmpty()) {
                take();
            }
            drift.settle();
            return rows;
        } finally {
            lookup.shutdownNow();
        }
    }

    private void take() throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        drift.suspect(Awaited.value(looking.remove(), SQLException.class));
    }
}
