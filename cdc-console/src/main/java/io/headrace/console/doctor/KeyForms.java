package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.DocumentKeys;
import io.headrace.console.pipeline.TableKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Key columns that Debezium writes in one way when it reads the table and in another when it reads the binlog, so that one row
 * would have two ids and two partitions. The transform StableKey makes them one.
 */
final class KeyForms {

    private static final String CURE = "put StableKey first in the source's transforms: \"transforms\": \"keys,…\","
            + " \"transforms.keys.type\": \"io.headrace.transforms.StableKey\"";

    private final boolean isStable;

    /** @param source the source that captures; a missing node for one that is not known */
    KeyForms(JsonNode source) {
        this.isStable = source.isMissingNode() || DocumentKeys.hasStableKeys(source);
    }

    /**
     * Says nothing of what is in order.
     *
     * @param table {@code database.table}
     * @param key the columns that the source makes its keys of
     */
    List<Check> of(String table, List<TableKey.Described> key) {
        if (isStable) {
            return List.of();
        }
        List<String> types = key.stream()
                .map(column -> column.columnType().toLowerCase(Locale.ROOT))
                .toList();
        List<Check> checks = new ArrayList<>();
        types.stream()
                .filter(type -> type.startsWith("timestamp("))
                .findFirst()
                .ifPresent(type -> checks.add(Check.failed(
                        "key of " + table,
                        "has a column of type " + type,
                        "Debezium writes it as 15.25Z in a snapshot and as 15.250Z in the stream: a row has two"
                                + " documents, and a delete reaches only one of them",
                        CURE)));
        types.stream()
                .filter(type -> type.startsWith("tinyint(1)"))
                .findFirst()
                .ifPresent(type -> checks.add(Check.warning(
                        "key of " + table,
                        "has a column of type " + type,
                        "a table created as BOOLEAN while the source runs has true and false in its keys, but 1 and 0"
                                + " after a snapshot: two documents for one row",
                        CURE)));
        return checks;
    }
}
