package io.headrace.console.verify;

import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.Watermark;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Some documents, chosen at random, against the table: which of them have no row. */
final class ExtraPass {

    /** The table's keys. */
    interface Table {
        /** Which of these ids have a row. */
        Set<String> existing(Collection<String> ids) throws SQLException;
    }

    interface Index {
        /** Returns when a search finds what was written by now. */
        void refresh();

        /** The ids of so many documents, chosen at random; of fewer where there are no more. */
        List<String> sample(int documents);
    }

    private final Table table;
    private final Index index;
    private final Predicate<String> mayBeOurs;
    private final DriftCollector drift;

    /** @param mayBeOurs whether a document of this id may be of this table, as far as ids tell */
    ExtraPass(Table table, Index index, Predicate<String> mayBeOurs, DriftCollector drift) {
        this.table = table;
        this.index = index;
        this.mayBeOurs = mayBeOurs;
        this.drift = drift;
    }

    /** Answers how many documents were looked up. */
    long run(int sample) throws SQLException, Watermark.NotPassed, DriftCollector.Enough {
        index.refresh();
        List<String> ids = index.sample(sample);
        Set<String> existing = table.existing(ids);
        drift.suspect(ids.stream()
                .filter(id -> !existing.contains(id) && !DocumentKeys.isHash(id))
                .filter(mayBeOurs)
                .toList());
        drift.settle();
        return ids.size();
    }
}
