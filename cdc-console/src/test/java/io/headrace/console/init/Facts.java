package io.headrace.console.init;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables and columns as tests need them. */
final class Facts {

    private Facts() {}

    static ColumnFacts column(String name, String columnType) {
        return column(name, columnType, null, 0);
    }

    /** @param characters how many it holds */
    static ColumnFacts text(String name, String columnType, String collation, long characters) {
        return column(name, columnType, collation, characters);
    }

    static ColumnFacts decimal(int precision, int scale) {
        return new ColumnFacts(
                "d",
                "decimal",
                "decimal(" + precision + "," + scale + ")",
                null,
                0,
                precision,
                scale,
                0,
                true,
                false,
                "",
                null);
    }

    static ColumnFacts time(String dataType, int fraction) {
        return new ColumnFacts("t", dataType, dataType, null, 0, 0, 0, fraction, true, false, "", null);
    }

    static ColumnFacts shape(String dataType, @Nullable Long srid) {
        return new ColumnFacts("g", dataType, dataType, null, 0, 0, 0, 0, true, false, "", srid);
    }

    private static ColumnFacts column(String name, String columnType, @Nullable String collation, long characters) {
        String dataType = columnType.replaceFirst("[( ].*", "");
        return new ColumnFacts(name, dataType, columnType, collation, characters, 0, 0, 0, false, false, "", null);
    }

    /** With a primary key of its first column. */
    static TableFacts table(String id, ColumnFacts... columns) {
        return table(id, List.of(new TableFacts.Index("PRIMARY", true, false, List.of(columns[0].name()))), columns);
    }

    static TableFacts table(String id, List<TableFacts.Index> indexes, ColumnFacts... columns) {
        int dot = id.indexOf('.');
        return new TableFacts(
                id.substring(0, dot), id.substring(dot + 1), List.of(columns), indexes, List.of(), List.of(), 0, 0);
    }
}
