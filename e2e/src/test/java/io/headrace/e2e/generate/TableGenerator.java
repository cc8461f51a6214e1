package io.headrace.e2e.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes tables. */
final class TableGenerator {

    private final Chance chance;
    private final Way way;

    TableGenerator(Chance chance, Way way) {
        this.chance = chance;
        this.way = way;
    }

    TableModel table(String name) {
        KeyShape key = key();
        List<Column> columns = new ArrayList<>();
        int count = 1 + chance.below(6);
        for (int i = 0; i < count; i++) {
            columns.add(column("c" + i));
        }
        if (chance.oneIn(6, Feature.GENERATED_COLUMNS)) {
            columns.add(generated(columns));
        }
        return new TableModel(name, key, columns, "", options(key));
    }

    /** A table whose rows belong to rows of the parent, which has a key of one column. */
    TableModel child(String name, TableModel parent) {
        String type = parent.key()
                .parts()
                .get(0)
                .declaration()
                .replace(" AUTO_INCREMENT", "")
                .replace(" NOT NULL", "");
        TableModel table = table(name);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(new Column("parent", new ForeignType(type).columnType(), "NULL"));
        String action = chance.either("CASCADE", "SET NULL", "RESTRICT", "NO ACTION");
        String update = chance.either("CASCADE", "SET NULL", "RESTRICT", "NO ACTION");
        String clause = "FOREIGN KEY (parent) REFERENCES `" + parent.name() + "` (k0) ON DELETE " + action
                + " ON UPDATE " + update;
        return new TableModel(name, table.key(), columns, clause, table.isPartitioned() ? "" : table.options());
    }

    private KeyShape key() {
        List<KeyShape> allowed = Arrays.stream(KeyShape.values())
                .filter(key -> chance.excluded().allows(key) && !(way.readsMaps() && key.isBeyondMaps()))
                .toList();
        KeyShape key = chance.of(allowed);
        return key == KeyShape.NONE && !chance.oneIn(3) ? KeyShape.INT : key;
    }

    Column column(String name) {
        List<ColumnType> allowed = Arrays.stream(ColumnType.values())
                .filter(type -> chance.excluded().allows(type) && !(way.readsMaps() && type.isBeyondMaps()))
                .toList();
        return column(name, chance.of(allowed));
    }

    /** Another type for a column of this name; what an index has for objects takes nothing else. */
    Column retyped(Column old) {
        Column other = column("n");
        return old.type().isOpen() == other.type().isOpen() ? new Column(old.name(), other.type(), other.rest()) : old;
    }

    private Column column(String plain, ColumnType type) {
        String name = type.isOpen() ? plain + "_o" : plain;
        String rest = "";
        if (type.isText() && chance.oneIn(3, Feature.CHARSETS)) {
            rest = chance.either(
                    "COLLATE utf8mb4_bin",
                    "COLLATE utf8mb4_general_ci",
                    "CHARACTER SET latin1",
                    "CHARACTER SET utf8mb3");
            return new Column(name, type, rest);
        }
        boolean withDefault = type.takesDefault() && chance.oneIn(4, Feature.COLUMN_DEFAULTS);
        if (chance.oneIn(4)) {
            rest = "NOT NULL";
        } else if (type == ColumnType.TIMESTAMP || type == ColumnType.TIMESTAMP6) {
            rest = "NULL";
        }
        if (withDefault) {
            rest += " DEFAULT " + type.literal(chance.random());
        }
        if ((withDefault || !rest.contains("NOT NULL")) && chance.oneIn(12, Feature.INVISIBLE_COLUMNS)) {
            rest += " INVISIBLE";
        }
        return new Column(name, type, rest.strip());
    }

    private Column generated(List<Column> columns) {
        Column from = columns.get(0);
        return new Column(
                "g",
                ColumnType.VARCHAR,
                "GENERATED ALWAYS AS (LEFT(HEX(`" + from.name() + "`), 20)) " + chance.either("VIRTUAL", "STORED"));
    }

    private String options(KeyShape key) {
        String charset = chance.oneIn(4, Feature.CHARSETS)
                ? chance.either(
                        "DEFAULT CHARSET=latin1",
                        "DEFAULT CHARSET=utf8mb3",
                        "DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin")
                : "";
        boolean partitioned = chance.oneIn(5, Feature.PARTITIONS);
        if (partitioned && (key == KeyShape.INT || key == KeyShape.TWO_INTS || key == KeyShape.INT_AND_DATETIME)) {
            return charset
                    + chance.either(
                            " PARTITION BY HASH (k0) PARTITIONS 3",
                            " PARTITION BY RANGE (k0) (PARTITION p0 VALUES LESS THAN (2), PARTITION p1 VALUES LESS THAN (5),"
                                    + " PARTITION pm VALUES LESS THAN MAXVALUE)");
        }
        return charset;
    }
}
