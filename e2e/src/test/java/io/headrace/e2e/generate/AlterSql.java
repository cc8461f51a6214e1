package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.List;

/** Changes the columns of a table, and says what the table is afterwards. */
final class AlterSql {

    /** @param statements in their order */
    record Altered(TableModel table, List<String> statements) {}

    private final Chance chance;
    private final TableGenerator tables;
    private int made;

    AlterSql(Chance chance, TableGenerator tables) {
        this.chance = chance;
        this.tables = tables;
    }

    /** Whether a column has its name by an ALTER: documents written before lack it, which stands for NULL (docs/verify.md). */
    static boolean isAdded(String column) {
        return column.matches("[nr]\\d+(_o)?");
    }

    Altered any(TableModel table) {
        return switch (chance.below(8)) {
            case 0, 1, 2 -> add(table);
            case 3 -> drop(table);
            case 4 -> rename(table);
            case 5 -> retype(table);
            case 6 -> move(table);
            default -> mixed(table);
        };
    }

    private Altered add(TableModel table) {
        Column column = tables.column("n" + made++);
        boolean first = chance.oneIn(4);
        String place = first ? " FIRST" : after(table);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(first ? 0 : columns.size(), column);
        String algorithm = chance.oneIn(3) ? ", ALGORITHM=INSTANT" : "";
        return one(table.with(columns), alter(table) + " ADD COLUMN " + column.definition() + place + algorithm);
    }

    private String after(TableModel table) {
        return chance.oneIn(3) ? " AFTER `" + chance.of(table.columns()).name() + "`" : "";
    }

    private Altered drop(TableModel table) {
        if (table.columns().size() < 2) {
            return add(table);
        }
        int index = chance.below(table.columns().size());
        List<Column> columns = new ArrayList<>(table.columns());
        Column gone = columns.remove(index);
        return one(table.with(columns), alter(table) + " DROP COLUMN `" + gone.name() + "`");
    }

    private Altered rename(TableModel table) {
        int index = chance.below(table.columns().size());
        Column column = table.columns().get(index);
        Column renamed = column.named("r" + made++ + (column.type().isOpen() ? "_o" : ""));
        String clause = chance.oneIn(2)
                ? " RENAME COLUMN `" + column.name() + "` TO `" + renamed.name() + "`"
                : " CHANGE COLUMN `" + column.name() + "` " + renamed.definition();
        return one(table.at(index, renamed), alter(table) + clause);
    }

    private Altered retype(TableModel table) {
        int index = chance.below(table.columns().size());
        Column old = table.columns().get(index);
        Column other = tables.retyped(old);
        return one(table.at(index, other), alter(table) + " MODIFY COLUMN " + other.definition());
    }

    private Altered move(TableModel table) {
        int index = chance.below(table.columns().size());
        Column column = table.columns().get(index);
        return one(table, alter(table) + " MODIFY COLUMN " + column.definition() + " FIRST");
    }

    private Altered mixed(TableModel table) {
        Column column = tables.column("n" + made++);
        int index = chance.below(table.columns().size());
        Column old = table.columns().get(index);
        TableModel after = table.at(index, column);
        return one(
                after,
                alter(table) + " DROP COLUMN `" + old.name() + "`, ADD COLUMN " + column.definition() + " FIRST");
    }

    /** As online schema change tools do it: a copy with another shape takes the table's place. */
    Altered swap(TableModel table) {
        Column column = tables.column("n" + made++);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(column);
        String copy = "_" + table.name() + "_gho";
        String old = "_" + table.name() + "_del";
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < table.key().parts().size(); i++) {
            names.append(names.length() == 0 ? "" : ", ").append(TableModel.keyColumn(i));
        }
        for (Column one : table.written()) {
            names.append(names.length() == 0 ? "" : ", ")
                    .append('`')
                    .append(one.name())
                    .append('`');
        }
        return new Altered(
                table.with(columns),
                List.of(
                        "CREATE TABLE `" + copy + "` LIKE `" + table.name() + "`",
                        "ALTER TABLE `" + copy + "` ADD COLUMN " + column.definition(),
                        "INSERT INTO `" + copy + "` (" + names + ") SELECT " + names + " FROM `" + table.name() + "`",
                        "RENAME TABLE `" + table.name() + "` TO `" + old + "`, `" + copy + "` TO `" + table.name()
                                + "`",
                        "DROP TABLE `" + old + "`"));
    }

    private static Altered one(TableModel table, String statement) {
        return new Altered(table, List.of(statement));
    }

    private static String alter(TableModel table) {
        return "ALTER TABLE `" + table.name() + "`";
    }
}
