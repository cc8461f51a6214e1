package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the definition of a table. */
final class TableSql {

    private TableSql() {}

    static String create(TableModel table) {
        List<String> parts = new ArrayList<>();
        List<KeyShape.Part> key = table.key().parts();
        for (int i = 0; i < key.size(); i++) {
            parts.add(TableModel.keyColumn(i) + " " + key.get(i).declaration());
        }
        table.columns().forEach(column -> parts.add(column.definition()));
        String columns =
                IntStream.range(0, key.size()).mapToObj(TableModel::keyColumn).collect(Collectors.joining(", "));
        if (table.key().isPrimary()) {
            parts.add("PRIMARY KEY (" + columns + ")");
        } else if (table.key() == KeyShape.UNIQUE) {
            parts.add("UNIQUE KEY uq (" + columns + ")");
        }
        if (!table.foreignKey().isEmpty()) {
            parts.add(table.foreignKey());
        }
        return "CREATE TABLE `" + table.name() + "` (" + String.join(", ", parts) + ")"
                + (table.options().isEmpty() ? "" : " " + table.options().strip());
    }
}
