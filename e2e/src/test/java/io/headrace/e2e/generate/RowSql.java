package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes statements that change rows. */
final class RowSql {

    private final Chance chance;
    private final TableModel table;

    RowSql(Chance chance, TableModel table) {
        this.chance = chance;
        this.table = table;
    }

    String any() {
        boolean keyed = !table.key().parts().isEmpty();
        return switch (chance.below(12)) {
            case 0, 1, 2 -> insert("INSERT INTO", 1);
            case 3 -> insert("INSERT IGNORE INTO", 3);
            case 4 -> insert("REPLACE INTO", 1 + chance.below(2));
            case 5, 6 -> keyed ? insert("INSERT INTO", 2) + " ON DUPLICATE KEY UPDATE " + assignment() : update();
            case 7, 8 -> update();
            case 9 -> keyed ? keyChange() : update();
            case 10 -> keyed ? "UPDATE " + name() + " SET " + assignment() + " LIMIT 2" : update();
            default -> delete();
        };
    }

    String insert(String verb, int rows) {
        List<String> names = new ArrayList<>(keyColumns());
        table.written().forEach(column -> names.add("`" + column.name() + "`"));
        String values = IntStream.range(0, rows).mapToObj(i -> row()).collect(Collectors.joining(", "));
        return verb + " " + name() + " (" + String.join(", ", names) + ") VALUES " + values;
    }

    private String row() {
        List<String> values = new ArrayList<>();
        table.key().parts().forEach(part -> values.add(chance.of(part.literals())));
        table.written().forEach(column -> values.add(column.literal(chance.random())));
        return "(" + String.join(", ", values) + ")";
    }

    private String update() {
        return "UPDATE " + name() + " SET " + assignment() + where();
    }

    private String delete() {
        return "DELETE FROM " + name() + where();
    }

    /** Another key for a row: free, taken, or equal to the old one under the collation. */
    private String keyChange() {
        int part = chance.below(table.key().parts().size());
        return "UPDATE " + name() + " SET " + TableModel.keyColumn(part) + " = "
                + chance.of(table.key().parts().get(part).literals()) + where();
    }

    /** Two rows that change their keys with each other, by way of a third. */
    List<String> swap() {
        List<String> literals = table.key().parts().get(0).literals();
        String update = "UPDATE " + name() + " SET k0 = %s WHERE k0 = %s";
        String aside = literals.get(literals.size() - 1);
        return List.of(
                String.format(update, aside, literals.get(0)),
                String.format(update, literals.get(0), literals.get(1)),
                String.format(update, literals.get(1), aside));
    }

    private String assignment() {
        List<Column> written = table.written();
        if (written.isEmpty()) {
            return keyColumns().get(0) + " = " + keyColumns().get(0);
        }
        Column column = chance.of(written);
        return "`" + column.name() + "` = " + column.literal(chance.random());
    }

    private String where() {
        if (table.key().parts().isEmpty()) {
            return " LIMIT 1";
        }
        String first = chance.of(table.key().parts().get(0).literals());
        return chance.oneIn(8) ? "" : " WHERE k0 = " + first;
    }

    private List<String> keyColumns() {
        return IntStream.range(0, table.key().parts().size())
                .mapToObj(TableModel::keyColumn)
                .toList();
    }

    private String name() {
        return "`" + table.name() + "`";
    }
}
