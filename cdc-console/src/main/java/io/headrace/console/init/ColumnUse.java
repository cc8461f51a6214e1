package io.headrace.console.init;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Columns that the source's transforms treat by name, the same in every table. A name that means different types in two tables
 * is left as it is in both.
 *
 * @param booleans TINYINT(1) columns that become true and false
 * @param uuids BINARY(16) columns that become the text of a UUID
 * @param tokens text columns that become tokens
 */
record ColumnUse(SortedSet<String> booleans, SortedSet<String> uuids, SortedSet<String> tokens) {

    private static final Pattern UUID = Pattern.compile("(^|.*[_-])(uuid|guid)([_-].*|$)|.*(Uuid|UUID|Guid|GUID)$");

    /** @param tokens names of columns that are to become tokens */
    static ColumnUse of(Collection<TableFacts> tables, Collection<String> tokens) {
        return new ColumnUse(
                everywhere(tables, ColumnFacts::isTinyintOfOne),
                everywhere(
                        tables,
                        column -> column.columnType().equals("binary(16)")
                                && UUID.matcher(column.name()).matches()),
                new TreeSet<>(tokens));
    }

    /** The names whose columns all are so. */
    private static SortedSet<String> everywhere(Collection<TableFacts> tables, Predicate<ColumnFacts> isSo) {
        TreeMap<String, Boolean> names = new TreeMap<>();
        for (TableFacts table : tables) {
            for (ColumnFacts column : table.columns()) {
                names.merge(column.name(), isSo.test(column), Boolean::logicalAnd);
            }
        }
        TreeSet<String> all = new TreeSet<>(names.keySet());
        all.removeIf(name -> !names.getOrDefault(name, false));
        return all;
    }

    boolean isBoolean(ColumnFacts column) {
        return booleans.contains(column.name());
    }

    boolean isUuid(ColumnFacts column) {
        return uuids.contains(column.name());
    }

    boolean isToken(ColumnFacts column) {
        return tokens.contains(column.name());
    }
}
