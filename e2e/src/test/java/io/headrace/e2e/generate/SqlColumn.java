package io.headrace.e2e.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.StringJoiner;

/**
 * A column as MySQL describes it, with what MySQL says of a value and what a document says brought into one form to
 * compare. Nothing of the transforms, the sink or the console is used.
 *
 * @param type the whole type, such as {@code decimal(12,2) unsigned}
 * @param invisible whether {@code SELECT *} leaves it out
 */
record SqlColumn(String name, String type, boolean invisible) {

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    String base() {
        return type.replaceAll("[( ].*", "");
    }

    /** The SQL expression whose text is compared. */
    String expression() {
        String c = "`" + name.replace("`", "``") + "`";
        if (type.equals("bit(1)")) {
            return "CASE WHEN " + c + " IS NULL THEN NULL WHEN " + c + " = 0 THEN 'false' ELSE 'true' END";
        }
        return switch (base()) {
            case "bit" -> "CAST(" + c + " AS UNSIGNED)";
            case "float", "double" -> "CAST(" + c + " AS CHAR)";
            case "date" -> "DATE_FORMAT(" + c + ", '%Y-%m-%d')";
            case "datetime", "timestamp" -> "DATE_FORMAT(" + c + ", '%Y-%m-%dT%H:%i:%s.%f')";
            case "time", "year" -> "CAST(" + c + " AS CHAR)";
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> "TO_BASE64(" + c + ")";
            case "point", "linestring", "polygon", "geometry", "multipoint" -> "ST_AsGeoJSON(" + c + ")";
            default -> c;
        };
    }

    /** What MySQL's text says, in the form to compare; null for NULL. */
    String ofText(String text) {
        if (text == null) {
            return null;
        }
        if (type.equals("bit(1)")) {
            return text;
        }
        return switch (base()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "bit", "year" -> plain(text);
            case "float" -> Float.toString((float) Double.parseDouble(text));
            case "double" -> Double.toString(Double.parseDouble(text));
            case "time" -> text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> text.replace("\n", "");
            case "json", "point", "linestring", "polygon", "geometry", "multipoint" -> JsonForm.of(text);
            default -> text;
        };
    }

    /** What the document says, in the same form. */
    String ofDocument(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        try {
            return switch (base()) {
                case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "bit", "year" ->
                    value.isBoolean() ? value.asText() : plain(value.asText());
                case "float" -> Float.toString(value.floatValue());
                case "double" -> Double.toString(value.doubleValue());
                case "datetime", "timestamp" ->
                    OffsetDateTime.parse(value.asText())
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .format(MICROS);
                case "json", "point", "linestring", "polygon", "geometry", "multipoint" -> JsonForm.of(value);
                case "set" -> joined(value);
                default -> value.isTextual() ? value.asText() : value.getNodeType() + " " + value;
            };
        } catch (NumberFormatException | DateTimeException other) {
            return "unreadable " + value;
        }
    }

    /**
     * Whether the row has the zero date, and the document what Debezium makes of it: null, or the epoch where the column is NOT
     * NULL. A session without strict mode writes it where a value is left out.
     */
    boolean isZeroDate(String expected, JsonNode value) {
        return List.of("date", "datetime", "timestamp").contains(base())
                && expected != null
                && expected.startsWith("0000-00-00")
                && (value.isNull() || value.asText().startsWith("1970-01-01"));
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String joined(JsonNode labels) {
        if (!labels.isArray()) {
            return labels.getNodeType() + " " + labels;
        }
        StringJoiner text = new StringJoiner(",");
        labels.forEach(label -> text.add(label.asText()));
        return text.toString();
    }
}
