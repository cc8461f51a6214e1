package io.headrace.console.init;

import io.headrace.console.server.Problem;
import io.headrace.console.suggest.NearestName;
import java.util.Collection;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The columns that become tokens, by name: a name becomes tokens in every table that has it. */
final class TokenColumns {

    private TokenColumns() {}

    /** @throws Problem when a column does not exist, or a name that becomes tokens is no text somewhere */
    static Set<String> of(Init.Request request, Collection<TableFacts> tables) {
        TreeMap<String, ColumnFacts> columns = new TreeMap<>();
        tables.forEach(table ->
                table.columns().forEach(column -> columns.put(table.id() + "." + column.name(), column)));
        TreeSet<String> names = new TreeSet<>();
        for (String wanted : request.tokenized()) {
            ColumnFacts column = columns.get(wanted);
            if (column == null) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "--tokenize " + wanted + " is no column of these tables"
                                + NearestName.hint(wanted, columns.keySet()));
            }
            names.add(column.name());
        }
        if (request.tokenizesPersonal()) {
            columns.values().stream()
                    .filter(column -> column.isText() && PersonalName.is(column.name()))
                    .forEach(column -> names.add(column.name()));
        }
        columns.forEach((name, column) -> {
            if (names.contains(column.name()) && !column.isText()) {
                throw new Problem(
                        Problem.Kind.USAGE,
                        "Columns called " + column.name() + " can't become tokens, since " + name + " is "
                                + column.columnType()
                                + " and no text. Leave its table out with --exclude, or rename it.");
            }
        });
        return names;
    }
}
