package io.headrace.console.verify;

import io.headrace.console.compare.Column;
import io.headrace.console.compare.KeyColumn;
import io.headrace.console.compare.KeyTable;
import io.headrace.console.compare.TypeTable;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.TableKey;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of one table: those of its key, in its order, and those to compare.
 *
 * @param compared with those that documents are not to hold
 * @param leftOut names of columns that the connectors leave out on purpose, each with the setting in parentheses
 * @param notCompared columns that are not compared, each with the reason in parentheses
 * @param fields the documents' fields of all columns
 * @param plain those of text and whole numbers, which a document holds as the record has them
 */
record TableColumns(
        List<KeyColumn> key,
        List<Column> compared,
        List<String> leftOut,
        List<String> notCompared,
        Set<String> fields,
        Set<String> plain) {

    private static final Set<String> PLAIN_TYPES = Set.of(
            "char",
            "varchar",
            "tinytext",
            "text",
            "mediumtext",
            "longtext",
            "tinyint",
            "smallint",
            "mediumint",
            "int",
            "bigint");

    TableColumns {
        key = List.copyOf(key);
        compared = List.copyOf(compared);
        leftOut = List.copyOf(leftOut);
        notCompared = List.copyOf(notCompared);
        fields = Set.copyOf(fields);
        plain = Set.copyOf(plain);
    }

    /**
     * @param messageKeys {@code message.key.columns} of the source, empty for none
     * @param indexed the fields that documents hold, where a part of the pipeline that is not known may take some away; null
     *     where all columns are to be there that the connectors don't leave out
     * @throws Problem when the table has no key, or one whose ids can't be told
     */
    static TableColumns of(
            Connection mysql,
            Route route,
            TypeTable types,
            KeyTable keyTypes,
            String messageKeys,
            @Nullable Set<String> indexed,
            ColumnChanges changes)
            throws SQLException {
        TableKey table = TableKey.of(mysql, route.database(), route.tableName());
        List<Column> compared = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<String> notCompared = new ArrayList<>();
        Set<String> fields = new HashSet<>();
        Set<String> plain = new HashSet<>();
        for (TableKey.Described column : table.columns()) {
            String name = column.name();
            String field = changes.renamed().getOrDefault(name, name);
            fields.add(field);
            if (PLAIN_TYPES.contains(column.dataType().toLowerCase(Locale.ROOT))) {
                plain.add(field);
            }
            String byWhat = changes.leftOut(name);
            if (!byWhat.isEmpty()) {
                leftOut.add(name + " (" + byWhat + ")");
                compared.add(Column.leftOut(name).in(field));
            } else if (changes.notComparable().containsKey(name)) {
                notCompared.add(name + " (" + changes.notComparable().get(name) + ")");
            } else if (indexed != null && !indexed.contains(field)) {
                notCompared.add(name + " (in no document; "
                        + String.join(", ", changes.unknown())
                        + " may remove it, or it was added after the rows were sent)");
            } else {
                types.column(name, column.dataType(), column.columnType())
                        .ifPresentOrElse(
                                known -> compared.add(known.in(field)),
                                () -> notCompared.add(name + " (type " + column.dataType() + ")"));
            }
        }
        return new TableColumns(
                key(route, keyTypes, table, messageKeys), compared, leftOut, notCompared, fields, plain);
    }

    private static List<KeyColumn> key(Route route, KeyTable keyTypes, TableKey table, String messageKeys) {
        List<KeyColumn> key = new ArrayList<>();
        for (TableKey.Described column : table.key(route.table(), messageKeys)) {
            key.add(keyTypes.column(column.name(), column.dataType(), column.columnType())
                    .orElseThrow(() -> new Problem(
                            Problem.Kind.FAILED,
                            "verify can't determine document ids from key column " + column.name() + " of "
                                    + route.table()
                                    + ": its type is " + column.columnType()
                                    + ", whose text in a key is not exact or not known. docs/identity.md lists the"
                                    + " supported types; message.key.columns of the source may name other columns.")));
        }
        return key;
    }

    /** How many columns there are that should be equal. */
    int wanted() {
        return compared.size() - leftOut.size() + notCompared.size();
    }

    /** Names of what is compared by value. */
    List<String> names() {
        return compared.stream()
                .map(Column::name)
                .filter(name -> leftOut.stream().noneMatch(out -> out.startsWith(name + " (")))
                .toList();
    }
}
