package io.headrace.console.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.lint.config.CapturedTables;
import io.headrace.console.pipeline.SinkFields;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The settings of a running source that name tables and columns, with tables taken in or let go. All others stay. */
final class SourceLists {

    static final String BOOLEANS = "transforms.fields.types.boolean.fields";
    static final String UUIDS = "transforms.fields.types.uuid.fields";
    static final String TOKENS = "transforms.fields.tokens.fields";
    private static final String TYPES = "transforms.fields.types.type";
    private static final String REQUIRED = "transforms.fields.tokens.required.columns";
    private static final String DATABASES = "database.include.list";
    private static final String TABLES = "table.include.list";
    private static final String KEYS = "message.key.columns";
    static final String COLUMNS = "column.exclude.list";
    /** Excludes nothing, and has the source read columns by their names. */
    private static final String BY_NAME = "none\\.of\\.them";

    private static final SettingList PATTERNS = new SettingList(',', SourceLists::plain);
    private static final SettingList KEY_ITEMS =
            new SettingList(';', item -> plain(item.substring(0, Math.max(0, item.lastIndexOf(':')))));
    private static final SettingList NAMES = SettingList.ofNames();

    private SourceLists() {}

    /**
     * @param captured all that the source captures now
     * @param added with a key each; those that it captures already change nothing
     * @throws Problem when its lists exclude a table, or its transforms would treat a column as what it is not
     */
    static ObjectNode with(JsonNode source, Collection<TableFacts> captured, List<PipelineTable> added) {
        ObjectNode config = source.deepCopy();
        for (PipelineTable table : added) {
            TableFacts facts = table.facts();
            if (!source.path(DATABASES).asText("").isEmpty()
                    && PATTERNS.items(source.path(DATABASES).asText()).stream()
                            .noneMatch(item -> matches(item, facts.database()))) {
                add(config, DATABASES, PATTERNS, SourceFile.quoted(facts.database()));
            }
            if (!TableFilter.of(config).takes(facts.id())
                    && !config.path(TABLES).asText("").isEmpty()) {
                add(config, TABLES, PATTERNS, SourceFile.pattern(facts));
            }
            if (!TableFilter.of(config).takes(facts.id())) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: the source leaves " + facts.id()
                                + " out by database.exclude.list or table.exclude.list. Take it out of that list, and apply"
                                + " the source.");
            }
            if (!facts.hasPrimaryKey()) {
                add(config, KEYS, KEY_ITEMS, SourceFile.keyItem(table));
            }
            if (facts.columns().stream().anyMatch(ColumnFacts::isInvisible)
                    && config.path(COLUMNS).asText("").isEmpty()
                    && config.path("column.include.list").asText("").isEmpty()) {
                config.put(COLUMNS, BY_NAME);
            }
            columns(config, facts);
        }
        names(config, captured, added.stream().map(PipelineTable::facts).toList());
        return config;
    }

    private static void columns(ObjectNode config, TableFacts table) {
        ColumnUse use = use(config);
        for (ColumnFacts column : table.columns()) {
            if (use.isBoolean(column) && !column.isTinyintOfOne()) {
                throw otherType(table, column, "into true and false");
            }
            if (use.isUuid(column) && !column.columnType().equals("binary(16)")) {
                throw otherType(table, column, "into the text of a UUID");
            }
            if (use.isToken(column)) {
                if (!column.isText()) {
                    throw otherType(table, column, "into a token");
                }
                if (config.has(REQUIRED)) {
                    add(config, REQUIRED, NAMES, table.id() + ":" + column.name());
                }
            }
        }
    }

    private static Problem otherType(TableFacts table, ColumnFacts column, String into) {
        return new Problem(
                Problem.Kind.FAILED,
                "Nothing was changed: " + table.id() + "." + column.name() + " is " + column.columnType()
                        + ", and the source turns each column called " + column.name() + " " + into
                        + ". Give the table a pipeline of its own: ./cdc init --tables, --prefix and --out.");
    }

    /** Names that mean the same in all tables that have them, where the tables that are there do not have them. */
    private static void names(ObjectNode config, Collection<TableFacts> captured, Collection<TableFacts> added) {
        if (!config.path(TYPES).asText("").equals("DebeziumTypeConverter")) {
            return;
        }
        Set<String> taken = columns(captured);
        ColumnUse use = ColumnUse.of(added, List.of());
        use.booleans().stream()
                .filter(name -> !taken.contains(name))
                .forEach(name -> add(config, BOOLEANS, NAMES, SinkFields.quoted(name)));
        use.uuids().stream()
                .filter(name -> !taken.contains(name))
                .forEach(name -> add(config, UUIDS, NAMES, SinkFields.quoted(name)));
    }

    private static Set<String> columns(Collection<TableFacts> tables) {
        TreeSet<String> names = new TreeSet<>();
        tables.forEach(table -> table.columns().forEach(column -> names.add(column.name())));
        return names;
    }

    /**
     * @param removed what the source is to let go
     * @param remaining all other tables that it captures; at least one
     * @throws Problem when a pattern of its lists takes both, or it has no list
     */
    static ObjectNode without(JsonNode source, Collection<TableFacts> removed, Collection<TableFacts> remaining) {
        ObjectNode config = source.deepCopy();
        for (TableFacts table : removed) {
            Predicate<String> isOfTable = item -> isPlain(item, table.id());
            remove(config, TABLES, PATTERNS, isOfTable);
            if (TableFilter.of(config).takes(table.id())) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: " + table.id()
                                + " is captured by a pattern of table.include.list, or since"
                                + " there is no such list. Name the tables one by one there, or give the source a"
                                + " table.exclude.list, and apply it.");
            }
            remove(
                    config,
                    KEYS,
                    KEY_ITEMS,
                    item -> isOfTable.test(item.substring(0, Math.max(0, item.lastIndexOf(':')))));
            remove(config, REQUIRED, NAMES, item -> item.startsWith(table.id() + ":"));
            if (remaining.stream().noneMatch(other -> other.database().equals(table.database()))) {
                remove(config, DATABASES, PATTERNS, item -> isPlain(item, table.database()));
            }
        }
        if (config.path(COLUMNS).asText("").equals(BY_NAME)
                && columnList(remaining).isEmpty()) {
            config.remove(COLUMNS);
        }
        Set<String> left = columns(remaining);
        Set<String> gone = columns(removed);
        gone.removeAll(left);
        remove(config, BOOLEANS, NAMES, path -> gone.contains(name(path)));
        remove(config, UUIDS, NAMES, path -> gone.contains(name(path)));
        return config;
    }

    /** A list of columns where some are INVISIBLE, without which an incremental snapshot fails; otherwise empty. */
    static String columnList(Collection<TableFacts> tables) {
        return tables.stream().anyMatch(table -> table.columns().stream().anyMatch(ColumnFacts::isInvisible))
                ? BY_NAME
                : "";
    }

    /** What the source's transforms make of columns, by their names. */
    static ColumnUse use(JsonNode config) {
        return new ColumnUse(names(config, BOOLEANS), names(config, UUIDS), names(config, TOKENS));
    }

    private static SortedSet<String> names(JsonNode config, String setting) {
        TreeSet<String> names = new TreeSet<>();
        NAMES.items(config.path(setting).asText("")).forEach(path -> names.add(name(path)));
        return names;
    }

    private static String name(String path) {
        return path.length() > 1 && path.startsWith("`") && path.endsWith("`")
                ? path.substring(1, path.length() - 1).replace("``", "`")
                : path;
    }

    private static void add(ObjectNode config, String setting, SettingList list, String item) {
        config.put(setting, list.with(config.path(setting).asText(""), List.of(item)));
    }

    private static void remove(ObjectNode config, String setting, SettingList list, Predicate<String> isRemoved) {
        if (config.has(setting)) {
            String left = list.without(config.path(setting).asText(""), isRemoved);
            if (left.isEmpty()) {
                config.remove(setting);
            } else {
                config.put(setting, left);
            }
        }
    }

    private static String plain(String expression) {
        return CapturedTables.plain(expression.replace("\\,", ",")).orElse(expression);
    }

    private static boolean isPlain(String expression, String name) {
        return CapturedTables.plain(expression.replace("\\,", ","))
                .filter(name::equalsIgnoreCase)
                .isPresent();
    }

    private static boolean matches(String expression, String name) {
        try {
            return Pattern.compile(expression.replace("\\,", ","), Pattern.CASE_INSENSITIVE)
                    .matcher(name)
                    .matches();
        } catch (java.util.regex.PatternSyntaxException notAPattern) {
            return false; // the plugin refuses it by name
        }
    }
}
