package io.headrace.console.verify;

import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.SearchRest;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Some documents, chosen at random, against the table: which of them have no row. */
final class ExtraPass {

    private final TableReader table;
    private final SearchRest search;
    private final String index;
    private final DriftCollector drift;

    ExtraPass(TableReader table, SearchRest search, String index, DriftCollector drift) {
        this.table = table;
        this.search = search;
        this.index = index;
        this.drift = drift;
    }

    /** Answers how many documents were looked up. */
    long run(int sample) throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        search.refresh(index);
        List<String> ids = search.sampleIds(index, sample);
        Set<String> existing = table.existing(ids);
        drift.suspect(ids.stream()
                .filter(id -> !existing.contains(id) && !DocumentKeys.isHash(id))
                .filter(table.keys()::mayBeOurs)
                .toList());
        drift.settle();
        return ids.size();
    }
}
