package io.headrace.console.workload;

import io.headrace.console.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows that a table takes: a value for each column by its type, and for a foreign key that of a row that is there.
 *
 * @param values what is made, by column; none for those that MySQL fills itself
 * @param families the foreign keys, each with rows to refer to
 * @param changeable columns that may change without touching keys, other tables, or what must be unique
 */
record RowMaker(
        TableShape shape,
        Map<String, MadeValue> values,
        List<Family> families,
        List<String> changeable,
        SplittableRandom random) {

    private static final int PARENTS = 1_000;

    /**
     * @param columns here
     * @param rows values for them, each of a row that is there; none where the key stays NULL
     */
    record Family(List<String> columns, List<List<Object>> rows) {}

    /** @throws PassedOver with a reason if no row can be made, or rows might touch others */
    static RowMaker of(Connection mysql, TableShape shape, SplittableRandom random) throws SQLException, PassedOver {
        if (shape.columns().isEmpty()) {
            throw new PassedOver("this user may not see its columns");
        }
        if (shape.key().isEmpty()) {
            throw new PassedOver("it has no key by which new rows could be known again");
        }
        if (shape.hasTriggers()) {
            throw new PassedOver("its triggers might change other rows");
        }
        List<String> given = shape.columns().stream()
                .map(described -> described.column().name())
                .toList();
        if (!given.containsAll(shape.key())) {
            throw new PassedOver("its key is computed from other columns");
        }
        List<Family> families = new ArrayList<>();
        for (TableShape.ForeignKey parent : shape.parents().values()) {
            families.add(new Family(parent.columns(), parentRows(mysql, shape, parent)));
        }
        List<String> referring =
                families.stream().flatMap(family -> family.columns().stream()).toList();
        Map<String, MadeValue> values = new LinkedHashMap<>();
        List<String> changeable = new ArrayList<>();
        for (TableShape.Described described : shape.columns()) {
            WrittenColumn column = described.column();
            if (described.isCounted() || referring.contains(column.name())) {
                continue;
            }
            MadeValue made = MadeValue.of(column, random).orElse(null);
            if (made != null) {
                values.put(column.name(), made);
                if (!column.isUnique() && !shape.referenced().contains(column.name())) {
                    changeable.add(column.name());
                }
            } else if (!described.mayBeLeftOut() || shape.key().contains(column.name())) {
                throw new PassedOver("no value is known for column " + column.name() + " of type " + column.dataType());
            }
        }
        return new RowMaker(shape, values, families, changeable, random);
    }

    private static List<List<Object>> parentRows(Connection mysql, TableShape shape, TableShape.ForeignKey key)
            throws SQLException, PassedOver {
        String columns = key.parentColumns().stream().map(Database::quoted).collect(Collectors.joining(", "));
        String notNull = key.parentColumns().stream()
                .map(column -> Database.quoted(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        List<List<Object>> found = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + columns + " FROM "
                        + Database.quotedTable(key.parent()) + " WHERE " + notNull + " LIMIT " + PARENTS)) {
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= key.parentColumns().size(); i++) {
                    row.add(rows.getObject(i));
                }
                found.add(row);
            }
        }
        boolean mayBeNull = shape.columns().stream()
                .anyMatch(each -> key.columns().contains(each.column().name()) && each.isNullable());
        if (found.isEmpty() && !mayBeNull) {
            throw new PassedOver("its rows need one of " + key.parent() + " to refer to, which is empty");
        }
        return found;
    }

    /**
     * The values of a new row by column.
     *
     * @param number how many there were before
     */
    Map<String, @Nullable Object> row(long number) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        values.forEach((column, made) -> row.put(column, made.value().apply(number)));
        for (Family family : families) {
            List<Object> parent = family.rows().isEmpty()
                    ? List.of()
                    : family.rows().get(random.nextInt(family.rows().size()));
            for (int i = 0; i < family.columns().size(); i++) {
                row.put(family.columns().get(i), parent.isEmpty() ? null : parent.get(i));
            }
        }
        return row;
    }

    String placeholder(String column) {
        MadeValue made = values.get(column);
        return made == null ? "?" : made.placeholder();
    }
}
