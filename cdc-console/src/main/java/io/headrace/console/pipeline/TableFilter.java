package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which tables a Debezium MySQL source takes, by the lists of its configuration: patterns that match a whole name, upper and
 * lower case alike, and a comma in a pattern is written {@code \,}. Lists that include go before those that exclude.
 */
public final class TableFilter {

    /** MySQL's own, which no source takes unless it is told to. */
    private static final Set<String> BUILT_IN = Set.of("mysql", "sys", "performance_schema", "information_schema");

    private final JsonNode config;
    private final Lists databases;
    private final Lists tables;

    private record Lists(List<Pattern> included, List<Pattern> excluded) {
        boolean take(String name) {
            return included.isEmpty() ? !any(excluded, name) : any(included, name);
        }

        private static boolean any(List<Pattern> patterns, String name) {
            return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
        }
    }

    private TableFilter(JsonNode config) {
        this.config = config;
        this.databases = lists(config, "database");
        this.tables = lists(config, "table");
    }

    public static TableFilter of(JsonNode source) {
        return new TableFilter(source);
    }

    private static Lists lists(JsonNode config, String of) {
        return new Lists(patterns(config, of + ".include.list"), patterns(config, of + ".exclude.list"));
    }

    /** A pattern that is none is left to the plugin, which refuses it by name. */
    private static List<Pattern> patterns(JsonNode config, String key) {
        List<Pattern> patterns = new ArrayList<>();
        for (String expression : expressions(config, key)) {
            try {
                patterns.add(Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
            } catch (PatternSyntaxException e) {
                // The plugin refuses it by name.
            }
        }
        return patterns;
    }

    /** The patterns of a list, as they are written. */
    static List<String> expressions(JsonNode config, String key) {
        List<String> expressions = new ArrayList<>();
        for (String part : config.path(key).asText("").split("(?<!\\\\),")) {
            String expression = part.strip().replace("\\,", ",");
            if (!expression.isEmpty()) {
                expressions.add(expression);
            }
        }
        return expressions;
    }

    /** @param table {@code database.table} */
    public boolean takes(String table) {
        String database = table.substring(0, table.indexOf('.'));
        return !BUILT_IN.contains(database.toLowerCase(Locale.ROOT)) && databases.take(database) && tables.take(table);
    }

    /** The patterns of {@code table.include.list}, as they are written, none of which matches one of these tables. */
    public List<String> selectNothing(List<String> all) {
        return tables.included().stream()
                .filter(pattern ->
                        all.stream().noneMatch(table -> pattern.matcher(table).matches()))
                .map(Pattern::pattern)
                .toList();
    }

    /** What is captured of these tables. */
    public List<String> among(List<String> all) {
        return all.stream().filter(this::takes).toList();
    }

    /** Whether the history of the source keeps only what the lists named when it was written. */
    public boolean keepsCapturedTablesOnly() {
        return config.path("schema.history.internal.store.only.captured.tables.ddl")
                .asText("false")
                .equals("true");
    }

    /** All tables, no views, that this session's user can see, each {@code database.table}. */
    public static List<String> tables(Connection mysql) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT TABLE_SCHEMA, TABLE_NAME FROM information_schema.TABLES WHERE TABLE_TYPE = 'BASE TABLE'"
                                + " ORDER BY TABLE_SCHEMA, TABLE_NAME")) {
            while (rows.next()) {
                tables.add(rows.getString(1) + "." + rows.getString(2));
            }
        }
        return tables;
    }
}
