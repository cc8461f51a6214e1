package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.Progress;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The key of every row against the index: which rows have no document, or several. Batches are looked up while the next is read. */
final class MissingPass {

    private static final int BATCH = 5_000;
    private static final int AT_ONCE = 2;

    private final TableReader table;
    private final Documents documents;
    private final DriftCollector drift;
    private final Progress meter;
    private final Deque<Future<List<String>>> looking = new ArrayDeque<>();
    private long rows;

    MissingPass(TableReader table, Documents documents, DriftCollector drift, Progress meter) {
        this.table = table;
        this.documents = documents;
        this.drift = drift;
        this.meter = meter;
    }

    /** Answers how many rows there are. */
    long run() throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        documents.search().refresh(documents.index()); // or documents that were removed would be counted
        ExecutorService lookup = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> after = null;
            List<TableReader.Row> batch;
            do {
                batch = table.nextKeys(after, BATCH);
                while (looking.size() >= AT_ONCE) {
                    take();
                }
                if (!batch.isEmpty()) {
                    after = batch.get(batch.size() - 1).key();
                    List<String> ids = batch.stream().map(TableReader.Row::id).toList();
                    looking.add(lookup.submit(() -> notOnce(ids)));
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

    /**
     * Counting is the cheap question, and what a search does not see yet is asked for by name. Where documents are routed, one
     * that is there twice would make up for one that is missing.
     */
    private List<String> notOnce(List<String> ids) {
        if (documents.isRouted()) {
            Map<String, List<Documents.Written>> written = documents.written(ids);
            return ids.stream()
                    .filter(id -> written.getOrDefault(id, List.of()).size() != 1)
                    .toList();
        }
        if (documents.search().countOf(documents.index(), ids) == ids.size()) {
            return List.of();
        }
        Set<String> existing = documents.existing(ids);
        return ids.stream().filter(id -> !existing.contains(id)).toList();
    }
}
