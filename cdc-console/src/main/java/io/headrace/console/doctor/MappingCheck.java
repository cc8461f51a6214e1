package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.SinkFields;
import io.headrace.console.server.OpenSearchMapping;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.ShellWord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Finds columns whose values the index's mapping would refuse. */
public final class MappingCheck {

    private static final Set<String> OBJECTS =
            Set.of("object", "nested", OpenSearchMapping.FLATTENED, OpenSearchMapping.FLAT_OBJECT);
    private static final Set<String> NUMBERS = Set.of(
            "long", "integer", "short", "byte", "double", "float", "half_float", "scaled_float", "unsigned_long");

    private static final String REJECTED = "the server rejects such documents: they go to the dead letters";
    private static final String MAY_HOLD =
            "lists of strings or numbers in a JSON column are accepted; a document with an"
                    + " object in it goes to the dead letters";

    private final Connection mysql;
    private final SearchRest search;

    /** @param mysql stays open */
    public MappingCheck(Connection mysql, SearchRest search) {
        this.mysql = mysql;
        this.search = search;
    }

    /** Without a sink's rules for fields. */
    public Check run(String table, String index) throws SQLException {
        return run(table, index, Rest.JSON.missingNode());
    }

    /** @param sink whose rules give columns other names, or leave them out */
    public List<Check> names(String table, JsonNode sink) throws SQLException {
        return ColumnNames.of(table, columns(table).keySet(), sink)
                .map(List::of)
                .orElse(List.of());
    }

    /**
     * @param table {@code database.table}
     * @param sink the configuration of the sink that writes to the index
     */
    public Check run(String table, String index, JsonNode sink) throws SQLException {
        Map<String, String> columns = fields(table, sink);
        List<String> clashes = new ArrayList<>();
        boolean isCertain = false;
        ObjectNode corrected = Rest.JSON.createObjectNode();
        for (JsonNode one : search.mapping(index)) {
            corrected = one.path("mappings").deepCopy();
            isCertain |= correct(corrected, columns, clashes);
        }
        String about = "mapping of " + index;
        if (clashes.isEmpty()) {
            return Check.ok(about, "accepts the columns of " + table);
        }
        String found = String.join("; ", clashes);
        String fix = fix(table, index, corrected);
        return isCertain ? Check.failed(about, found, REJECTED, fix) : Check.warning(about, found, MAY_HOLD, fix);
    }

    /**
     * @param name the template's
     * @param mapping of the template
     * @param sink the configuration of the sink that writes to its index
     */
    public Check ofTemplate(String table, String name, JsonNode mapping, JsonNode sink) throws SQLException {
        List<String> clashes = new ArrayList<>();
        ObjectNode copy = mapping.isObject() ? mapping.deepCopy() : Rest.JSON.createObjectNode();
        boolean isCertain = correct(copy, fields(table, sink), clashes);
        String about = "mapping of template " + name;
        String found = String.join("; ", clashes);
        String fix = "give these fields other types in " + name + "-template.json";
        return clashes.isEmpty()
                ? Check.ok(about, "accepts the columns of " + table)
                : isCertain ? Check.failed(about, found, REJECTED, fix) : Check.warning(about, found, MAY_HOLD, fix);
    }

    /** The type of each column, by the name of its field. */
    private Map<String, String> fields(String table, JsonNode sink) throws SQLException {
        Map<String, String> types = columns(table);
        Map<String, String> columns = new HashMap<>();
        SinkFields.of(sink).names(types.keySet()).forEach((field, column) -> columns.put(field, types.get(column)));
        return columns;
    }

    /**
     * Gives fields that do not fit their columns types that do.
     *
     * @param clashes receives those fields
     * @return whether the server would refuse a document for sure
     */
    private boolean correct(ObjectNode mapping, Map<String, String> columns, List<String> clashes) {
        boolean isCertain = false;
        ObjectNode fields = mapping.withObjectProperty("properties");
        for (Map.Entry<String, JsonNode> field : List.copyOf(fields.properties())) {
            String column = columns.get(field.getKey());
            String type = field.getValue().path("type").asText("object");
            if (column != null && !fits(column, type)) {
                clashes.add(field.getKey() + " is " + column + " and mapped as " + type);
                isCertain |= !column.equals("json");
                fields.putObject(field.getKey()).put("type", fitting(column, search::isOpenSearch));
            }
        }
        return isCertain;
    }

    /** A field's type can't be changed, so the fix is a new index with a mapping that differs in these fields alone. */
    private static String fix(String table, String index, ObjectNode mapping) {
        mapping.remove("_meta");
        String file = index + "-mapping.json";
        String word = ShellWord.of(table);
        return "printf '%s' '" + mapping.toString().replace("'", "'\\''") + "' > " + file
                + " && ./cdc reindex --table " + word + " --mapping " + file
                + "    then ./cdc reindex --table " + word + " --finish";
    }

    private static String fitting(String column, BooleanSupplier isOpenSearch) {
        return switch (column) {
            case "json" -> isOpenSearch.getAsBoolean() ? OpenSearchMapping.FLAT_OBJECT : OpenSearchMapping.FLATTENED;
            case "tinyint", "smallint", "mediumint", "int", "bigint", "year" -> "long";
            case "decimal", "float", "double" -> "double";
            case "date", "datetime", "timestamp" -> "date";
            default -> "keyword";
        };
    }

    static boolean fits(String column, String type) {
        return switch (column) {
            case "json" -> OBJECTS.contains(type) || type.equals("binary");
            case "tinyint" -> !OBJECTS.contains(type) && !type.equals("date");
            case "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "year" ->
                !OBJECTS.contains(type) && !type.equals("boolean");
            case "date", "datetime", "timestamp" ->
                Set.of("date", "date_nanos", "keyword", "text", "wildcard").contains(type);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set" ->
                !OBJECTS.contains(type)
                        && !NUMBERS.contains(type)
                        && !type.startsWith("date")
                        && !type.equals("boolean");
            default -> true;
        };
    }

    private Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new HashMap<>();
        int dot = table.indexOf('.');
        try (PreparedStatement statement = mysql.prepareStatement("SELECT COLUMN_NAME, DATA_TYPE FROM"
                + " information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?")) {
            statement.setString(1, table.substring(0, dot));
            statement.setString(2, table.substring(dot + 1));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.put(rows.getString(1), rows.getString(2));
                }
            }
            return columns;
        }
    }
}
