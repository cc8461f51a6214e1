package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as statements know it; a failed ALTER leaves it wrong, and the statements after it fail too, which is no harm.
 *
 * @param options what follows the columns: charset, collation, partitions
 * @param foreignKey a clause, or empty
 */
record TableModel(String name, KeyShape key, List<Column> columns, String foreignKey, String options) {

    TableModel {
        columns = List.copyOf(columns);
    }

    static String keyColumn(int part) {
        return "k" + part;
    }

    TableModel with(List<Column> others) {
        return new TableModel(name, key, others, foreignKey, options);
    }

    TableModel named(String other) {
        return new TableModel(other, key, columns, foreignKey, options);
    }

    TableModel at(int index, Column column) {
        List<Column> others = new ArrayList<>(columns);
        others.set(index, column);
        return with(others);
    }

    List<Column> written() {
        return columns.stream().filter(column -> !column.isGenerated()).toList();
    }

    boolean isPartitioned() {
        return options.contains("PARTITION BY");
    }
}
