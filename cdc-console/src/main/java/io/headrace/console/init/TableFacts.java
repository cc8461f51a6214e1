package io.headrace.console.init;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A table as information_schema describes it.
 *
 * @param columns in the table's order
 * @param indexes by their names, the primary key among them
 * @param references its foreign keys that change rows by themselves
 * @param triggers the names of triggers that write when its rows change
 * @param partitions how many it has, 0 when it is not partitioned
 * @param rows as the catalogue estimates them
 */
record TableFacts(
        String database,
        String name,
        List<ColumnFacts> columns,
        List<Index> indexes,
        List<Cascade> references,
        List<String> triggers,
        int partitions,
        long rows) {

    private static final String PRIMARY = "PRIMARY";

    /** @param columns in the index' order; a part of an index that is an expression is left out */
    record Index(String name, boolean isUnique, boolean isFullText, List<String> columns) {
        Index {
            columns = List.copyOf(columns);
        }
    }

    /** A foreign key by which a change of another table's row changes rows here. */
    record Cascade(String name, String to, String rule) {}

    TableFacts {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        references = List.copyOf(references);
        triggers = List.copyOf(triggers);
    }

    /** {@code database.table}. */
    String id() {
        return database + "." + name;
    }

    /** What tells rows apart: the primary key, else the shortest unique key without NULL; none where there is neither. */
    Optional<Index> key() {
        Optional<Index> primary =
                indexes.stream().filter(index -> index.name().equals(PRIMARY)).findFirst();
        return primary.or(() -> indexes.stream()
                .filter(index -> index.isUnique() && index.columns().stream().noneMatch(this::isNullable))
                .min(Comparator.<Index>comparingInt(index -> index.columns().size())
                        .thenComparing(Index::name)));
    }

    boolean hasPrimaryKey() {
        return indexes.stream().anyMatch(index -> index.name().equals(PRIMARY));
    }

    /** Whether some index begins with the column, so that people look rows up by it. */
    boolean isLookedUpBy(String column) {
        return indexes.stream()
                .anyMatch(index -> !index.isFullText()
                        && !index.columns().isEmpty()
                        && index.columns().get(0).equalsIgnoreCase(column));
    }

    boolean isSearchedByWords(String column) {
        return indexes.stream()
                .anyMatch(index -> index.isFullText() && index.columns().contains(column));
    }

    private boolean isNullable(String column) {
        return columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(column) && !c.isNullable());
    }
}
