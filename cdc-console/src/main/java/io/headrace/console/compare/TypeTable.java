package io.headrace.console.compare;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** MySQL's column types and the rule for each. */
public final class TypeTable {

    private final ZoneId dateTimeZone;
    private final Map<String, TokenRule> tokens;
    private final boolean hasShapes;

    /**
     * @param dateTimeZone what the wall clock of a DATETIME column is
     * @param tokens columns whose documents hold a token instead of the value
     */
    public TypeTable(ZoneId dateTimeZone, Map<String, TokenRule> tokens) {
        this(dateTimeZone, tokens, true);
    }

    /** @param hasShapes whether shapes can be compared: not where a connector swaps their axes */
    public TypeTable(ZoneId dateTimeZone, Map<String, TokenRule> tokens, boolean hasShapes) {
        this.dateTimeZone = dateTimeZone;
        this.tokens = Map.copyOf(tokens);
        this.hasShapes = hasShapes;
    }

    /**
     * The column of this name and type, or empty for a type that can't be compared.
     *
     * @param dataType {@code DATA_TYPE} of information_schema, for instance {@code decimal}
     * @param columnType {@code COLUMN_TYPE} of it, for instance {@code decimal(12,2)}
     */
    public Optional<Column> column(String name, String dataType, String columnType) {
        ValueRule token = tokens.get(name);
        Optional<ValueRule> rule =
                token == null ? rule(dataType.toLowerCase(Locale.ROOT), columnType) : Optional.of(token);
        return rule.map(r -> new Column(name, dataType.toLowerCase(Locale.ROOT), r));
    }

    private Optional<ValueRule> rule(String dataType, String columnType) {
        return switch (dataType) {
            case "tinyint" ->
                Optional.of(
                        columnType.toLowerCase(Locale.ROOT).startsWith("tinyint(1)")
                                ? NumberRules.BOOLEAN
                                : NumberRules.EXACT);
            case "smallint", "mediumint", "int", "bigint", "decimal", "year" -> Optional.of(NumberRules.EXACT);
            case "float" -> Optional.of(columnType.contains("(") ? NumberRules.SHOWN : NumberRules.SINGLE);
            case "double" -> Optional.of(NumberRules.DOUBLE);
            case "bit" -> Optional.of(NumberRules.bits(width(columnType)));
            case "date" -> Optional.of(TimeRules.DATE);
            case "time" -> Optional.of(TimeRules.TIME);
            case "datetime" -> Optional.of(TimeRules.dateTime(dateTimeZone));
            case "timestamp" -> Optional.of(TimeRules.timestamp());
            case "set" -> Optional.of(TextRules.LABELS);
            case "json" -> Optional.of(new JsonRule());
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> Optional.of(TextRules.BYTES);
            case "point",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geometry",
                    "geomcollection",
                    "geometrycollection" -> hasShapes ? Optional.of(new ShapeRule()) : Optional.empty();
            default -> isText(dataType) || dataType.equals("enum") ? Optional.of(TextRules.TEXT) : Optional.empty();
        };
    }

    private static boolean isText(String dataType) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> true;
            default -> false;
        };
    }

    private static int width(String columnType) {
        return Integer.parseInt(columnType.replaceAll("\\D", ""));
    }
}
