package io.headrace.console.verify;

import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.SequenceScan;
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
import java.util.function.Predicate;

/**
 * Every document against its row: which of them have none, and which differ. Pages are fetched ahead, and compared while the
 * rows of the next are read; the table's session is used by the calling thread alone.
 */
final class DocumentPass {

    /** The index's documents in pages, the empty one at the end; by one thread. */
    interface Pages {
        SequenceScan.Page next();
    }

    private record Compared(SequenceScan.Page page, List<String> suspects) {}

    /** Pages whose rows are in memory. */
    private static final int COMPARED_AT_ONCE = 2;

    private final DriftConfirmation.Rows rows;
    private final Differences differences;
    private final Pages documents;
    private final DriftCollector drift;
    private final StepProgress meter;
    private final Predicate<SearchRest.Document> isOurs;
    private final Deque<Future<Compared>> underWay = new ArrayDeque<>();
    private long read;

    /** @param isOurs whether a document for which there is no row was made from this table */
    DocumentPass(
            DriftConfirmation.Rows rows,
            Differences differences,
            Pages documents,
            DriftCollector drift,
            StepProgress meter,
            Predicate<SearchRest.Document> isOurs) {
        this.isOurs = isOurs;
        this.rows = rows;
        this.differences = differences;
        this.documents = documents;
        this.drift = drift;
        this.meter = meter;
    }

    /** Answers how many documents were compared; those that were written meanwhile are compared again and not counted. */
    long run() throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        ExecutorService comparing = Executors.newSingleThreadExecutor();
        try {
            for (SequenceScan.Page page = documents.next(); !page.isEnd(); page = documents.next()) {
                SequenceScan.Page next = page;
                Map<String, TableReader.Row> rowsOfPage = rows.byId(
                        page.documents().stream().map(SearchRest.Document::id).toList());
                underWay.add(comparing.submit(() -> compare(next, rowsOfPage)));
                if (underWay.size() == COMPARED_AT_ONCE) {
                    take();
                }
            }
            while (!underWay.isEmpty()) {
                take();
            }
            drift.settle();
            return read;
        } finally {
            comparing.shutdownNow();
        }
    }

    private Compared compare(SequenceScan.Page page, Map<String, TableReader.Row> rowsOfPage) {
        List<String> suspects = new ArrayList<>();
        for (SearchRest.Document document : page.documents()) {
            TableReader.Row row = rowsOfPage.get(document.id());
            boolean differs = row == null
                    ? isOurs.test(document)
                    : !differences.between(row, document).isEmpty();
            if (differs) {
                suspects.add(document.id());
            }
        }
        return new Compared(page, suspects);
    }

    private void take() throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        Compared compared = Awaited.value(underWay.remove(), SQLException.class);
        if (!compared.page().again()) {
            int documentsOfPage = compared.page().documents().size();
            read += documentsOfPage;
            drift.matched(documentsOfPage - compared.suspects().size());
            meter.at(read);
        }
        drift.suspect(compared.suspects());
    }
}
