package io.headrace.console.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.SinkFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The source connector: the shipped one, with other tables, names and columns. */
final class SourceFile {

    private static final String SHIPPED_PREFIX = "dbserver1";
    private static final String TYPES = "transforms.fields.types.";
    private static final String TOKENS = "transforms.fields.tokens.";
    /** Beyond the ids of the demo, and of most replicas. */
    private static final int FIRST_SERVER_ID = 200_000;

    private static final int SERVER_IDS = 500_000;

    private SourceFile() {}

    /**
     * @param shipped name and config of the shipped source
     * @param prefix of its topics; its name and its other topics are made of it
     * @param tables all with a key
     */
    static ObjectNode of(JsonNode shipped, String prefix, List<PipelineTable> tables, ColumnUse use) {
        ObjectNode source = shipped.deepCopy();
        source.put("name", prefix + "-source");
        ObjectNode config = (ObjectNode) source.path("config");
        config.properties()
                .forEach(setting ->
                        config.put(setting.getKey(), setting.getValue().asText().replace(SHIPPED_PREFIX, prefix)));
        config.put(
                "database.server.id", Integer.toString(FIRST_SERVER_ID + Math.floorMod(prefix.hashCode(), SERVER_IDS)));
        config.put(
                "database.include.list",
                tables.stream()
                        .map(table -> quoted(table.facts().database()))
                        .distinct()
                        .collect(Collectors.joining(",")));
        config.put(
                "table.include.list",
                tables.stream().map(table -> pattern(table.facts())).collect(Collectors.joining(",")));
        String keys = tables.stream()
                .filter(table -> !table.facts().hasPrimaryKey())
                .map(SourceFile::keyItem)
                .collect(Collectors.joining(";"));
        putOrRemove(config, "message.key.columns", keys);
        putOrRemove(config, TYPES + "boolean.fields", paths(use.booleans()));
        putOrRemove(config, TYPES + "uuid.fields", paths(use.uuids()));
        putOrRemove(
                config,
                SourceLists.COLUMNS,
                SourceLists.columnList(tables.stream().map(PipelineTable::facts).toList()));
        tokens(config, tables, use);
        return source;
    }

    private static void tokens(ObjectNode config, List<PipelineTable> tables, ColumnUse use) {
        if (use.tokens().isEmpty()) {
            config.put("transforms.fields.steps", "types,json");
            List<String> settings = new ArrayList<>();
            config.fieldNames().forEachRemaining(settings::add);
            settings.removeIf(setting -> !setting.startsWith(TOKENS));
            config.remove(settings);
            return;
        }
        config.put(TOKENS + "fields", paths(use.tokens()));
        TreeSet<String> required = new TreeSet<>();
        for (PipelineTable table : tables) {
            table.facts().columns().stream()
                    .filter(use::isToken)
                    .forEach(column -> required.add(table.facts().id() + ":" + column.name()));
        }
        config.put(TOKENS + "required.columns", String.join(",", required));
    }

    private static String paths(Collection<String> columns) {
        return columns.stream().map(SinkFields::quoted).collect(Collectors.joining(","));
    }

    private static void putOrRemove(ObjectNode config, String setting, String value) {
        if (value.isEmpty()) {
            config.remove(setting);
        } else {
            config.put(setting, value);
        }
    }

    /**
     * An item of {@code message.key.columns}: its columns are patterns too, and no backslash keeps a comma, colon or semicolon
     * in one (Debezium's {@code Key.CustomKeyMapper}).
     */
    static String keyItem(PipelineTable table) {
        return keyQuoted(table.facts().database()) + "\\."
                + keyQuoted(table.facts().name()) + ":"
                + table.key().stream().map(SourceFile::keyQuoted).collect(Collectors.joining(","));
    }

    private static String keyQuoted(String name) {
        StringBuilder pattern = new StringBuilder();
        quoted(name).codePoints().forEach(c -> {
            if (c == ',' || c == ':' || c == ';') {
                pattern.setLength(pattern.length() - 1); // the backslash before it
                pattern.append(String.format(Locale.ROOT, "\\x%02x", c));
            } else {
                pattern.appendCodePoint(c);
            }
        });
        return pattern.toString();
    }

    /** Matches this table alone, in a list that commas part. */
    static String pattern(TableFacts table) {
        return quoted(table.database()) + "\\." + quoted(table.name());
    }

    /** A name as a pattern that matches it alone, in a list that commas part. */
    static String quoted(String name) {
        StringBuilder pattern = new StringBuilder();
        name.codePoints().forEach(c -> {
            boolean isPlain = Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == ' ';
            pattern.append(isPlain ? "" : "\\").appendCodePoint(c);
        });
        return pattern.toString();
    }
}
