package io.headrace.console.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was seen of a table and decided about it.
 *
 * @param table {@code database.table}
 * @param index the alias of its documents; empty when it gets none
 * @param fields in the order of the columns
 * @param notes what a person should know or decide, one sentence each
 */
public record TableReport(String table, String index, List<String> key, List<Field> fields, List<String> notes) {

    /**
     * @param column its name
     * @param type as MySQL writes it
     * @param field the name of its field
     * @param mapping the type of its field
     * @param why empty where the type goes without saying
     */
    public record Field(String column, String type, String field, String mapping, String why) {}

    public TableReport {
        key = List.copyOf(key);
        fields = List.copyOf(fields);
        notes = List.copyOf(notes);
    }

    static TableReport of(PipelineTable table, ColumnUse use, FieldNames names) {
        TableFacts facts = table.facts();
        if (table.key().isEmpty()) {
            return new TableReport(
                    facts.id(),
                    "",
                    List.of(),
                    List.of(),
                    List.of(
                            "left out: it has no key, neither a PRIMARY KEY nor a UNIQUE one without NULL, so its rows can't"
                                    + " be told apart. Add one and run init again"));
        }
        List<Field> fields = new ArrayList<>();
        for (ColumnFacts column : facts.columns()) {
            FieldMapping mapping = FieldMapping.of(facts, column, use);
            fields.add(new Field(
                    column.name(),
                    column.columnType(),
                    names.field(column.name()),
                    mapping.mapping().path("type").asText(),
                    mapping.why()));
        }
        List<String> notes = new ArrayList<>();
        ofTable(facts, notes);
        facts.columns().forEach(column -> ofColumn(facts, column, use, names, notes));
        return new TableReport(facts.id(), table.alias(), table.key(), fields, notes);
    }

    private static void ofTable(TableFacts table, List<String> notes) {
        if (!table.hasPrimaryKey()) {
            notes.add("has no PRIMARY KEY: its rows are told apart by the unique key "
                    + table.key().map(TableFacts.Index::name).orElse("") + " (message.key.columns of the source)");
        }
        table.references()
                .forEach(cascade -> notes.add("foreign key " + cascade.name() + " to " + cascade.to() + " has "
                        + cascade.rule()
                        + ": what it changes here is not in the binlog; ./cdc verify --repair finds it,"
                        + " and docs/mysql.md says how to do without"));
        if (!table.triggers().isEmpty()) {
            notes.add("triggers: " + String.join(", ", table.triggers())
                    + ". What they write is captured like any other change");
        }
        if (table.partitions() > 0) {
            notes.add(table.partitions() + " partitions: to drop or truncate one deletes rows without a change in the"
                    + " binlog");
        }
    }

    private static void ofColumn(
            TableFacts table, ColumnFacts column, ColumnUse use, FieldNames names, List<String> notes) {
        String name = column.name();
        if (!column.generation().isEmpty()) {
            notes.add(name + " is a generated column (" + column.generation() + ")");
        }
        if (column.isInvisible()) {
            notes.add(name
                    + " is INVISIBLE: the source reads columns by their names (column.exclude.list), so that its rows can be"
                    + " sent again");
        }
        if (!names.field(name).equals(name)) {
            notes.add(name + " can't be the name of a field: it is " + names.field(name)
                    + " (fields.rename of the sink)");
        }
        if (column.isText() && !String.valueOf(column.collation()).startsWith("utf8") && !isPlainText(column)) {
            notes.add(name + " is " + charset(column)
                    + ": docs/transforms.md lists bytes that snapshots and the binlog read" + " differently");
        }
        if (column.isText() && PersonalName.is(column.name()) && !use.isToken(column)) {
            notes.add(name + " looks personal and is written as it is; --tokenize " + table.id() + "." + name
                    + " puts tokens in its place");
        }
    }

    private static boolean isPlainText(ColumnFacts column) {
        return String.valueOf(column.collation()).startsWith("ascii") || !column.isText();
    }

    private static String charset(ColumnFacts column) {
        return String.valueOf(column.collation()).split("_", 2)[0].toLowerCase(Locale.ROOT);
    }
}
