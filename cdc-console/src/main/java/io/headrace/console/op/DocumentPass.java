package io.headrace.console.op;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Every document against its row: which of them have none, and which differ. One page is compared while the next is fetched. */
final class DocumentPass {

    private final TableReader table;
    private final WriteOrder documents;
    private final Findings findings;
    private final Progress meter;
    private long read;

    DocumentPass(TableReader table, WriteOrder documents, Findings findings, Progress meter) {
        this.table = table;
        this.documents = documents;
        this.findings = findings;
        this.meter = meter;
    }

    /** Answers how many documents were compared; those that were written meanwhile are compared again and not counted. */
    long run() throws SQLException, Watermark.NotPassed, Findings.Enough {
        ExecutorService fetch = Executors.newSingleThreadExecutor();
        try {
            WriteOrder.Page page = documents.next();
            while (!page.isEnd()) {
                Future<WriteOrder.Page> next = fetch.submit(documents::next);
                compare(page);
                meter.at(read);
                page = RowPass.result(next);
            }
            findings.settle();
            return read;
        } finally {
            fetch.shutdownNow();
        }
    }

    private void compare(WriteOrder.Page page) throws SQLException, Watermark.NotPassed, Findings.Enough {
        Map<String, TableReader.Row> rows = table.byId(
                page.documents().stream().map(SearchRest.Document::id).toList());
        List<String> suspects = new ArrayList<>();
        for (SearchRest.Document document : page.documents()) {
            TableReader.Row row = rows.get(document.id());
            if (row == null
                    || !Recheck.differing(table.compared(), row, document.source())
                            .isEmpty()) {
                suspects.add(document.id());
            }
        }
        if (!page.again()) {
            read += page.documents().size();
            findings.matched += page.documents().size() - suspects.size();
        }
        findings.suspect(suspects);
    }
}
