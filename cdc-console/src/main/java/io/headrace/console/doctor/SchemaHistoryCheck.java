package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SchemaHistory;
import io.headrace.console.pipeline.SourceFailure;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Whether a source's schema history knows the tables that the source captures. */
public final class SchemaHistoryCheck {

    private SchemaHistoryCheck() {}

    /**
     * @param history of the source
     * @param captured tables that the source takes by its lists
     * @param cure a command that lets the history know them
     */
    public static Check of(SchemaHistory history, String connector, Collection<String> captured, String cure) {
        String about = "schema history of " + connector;
        if (history.topic().isEmpty()) {
            return Check.skipped(about, "not in Kafka", "a table that it does not know stops the source", "");
        }
        Set<String> known = history.tables();
        if (known.isEmpty()) {
            return Check.failed(
                    about,
                    "topic " + history.topic() + " is empty or missing",
                    SourceFailure.HISTORY_LOST.cause(),
                    SourceFailure.HISTORY_LOST.fix(connector));
        }
        List<String> unknown = captured.stream()
                .filter(table -> known.stream().noneMatch(table::equalsIgnoreCase))
                .toList();
        return unknown.isEmpty()
                ? Check.ok(about, "knows the " + captured.size() + " captured table(s)")
                : Check.failed(
                        about,
                        "does not know " + String.join(", ", unknown),
                        "at the first change of such a table the source stops, and with it all tables: a running source"
                                + " reads only the definitions of the tables that its lists included at its first"
                                + " start",
                        cure);
    }
}
