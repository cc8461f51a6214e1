package io.headrace.console.init;

import io.headrace.console.doctor.ColumnNames;
import io.headrace.console.pipeline.SinkFields;
import java.util.Collection;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fields of columns: the same name, but where no server takes it. A sink renames in all of its topics alike.
 *
 * @param renamed columns with another field
 */
record FieldNames(TreeMap<String, String> renamed) {

    static FieldNames of(Collection<TableFacts> tables) {
        TreeMap<String, String> renamed = new TreeMap<>();
        for (TableFacts table : tables) {
            renamed.putAll(ColumnNames.renamed(
                    table.columns().stream().map(ColumnFacts::name).toList()));
        }
        return new FieldNames(renamed);
    }

    String field(String column) {
        return renamed.getOrDefault(column, column);
    }

    /** As {@code fields.rename} of the sink has it; empty for nothing to rename. */
    String setting() {
        return renamed.entrySet().stream()
                .map(entry -> SinkFields.quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }
}
