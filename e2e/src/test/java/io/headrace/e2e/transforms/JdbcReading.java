package io.headrace.e2e.transforms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What MySQL itself says of a column, by its own functions and over JDBC, and what a document says, both brought into one
 * form to compare. Nothing of the transforms is used.
 */
final class JdbcReading {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private JdbcReading() {}

    /** The SQL expression whose text is compared. */
    static String expression(AllTypes type) {
        String c = type.column();
        if (type == AllTypes.BOOL || type == AllTypes.BIT1) {
            return "CASE WHEN " + c + " IS NULL THEN NULL WHEN " + c + " = 0 THEN 'false' ELSE 'true' END";
        }
        if (type == AllTypes.BINARY16) {
            return "BIN_TO_UUID(" + c + ")";
        }
        if (type == AllTypes.YEAR) {
            return c + " + 0"; // the driver would make a date of it
        }
        return switch (family(type)) {
            case BITS -> "CAST(" + c + " AS UNSIGNED)";
            case DOUBLE -> "CAST(" + c + " AS DOUBLE)";
            case DATE -> "DATE_FORMAT(" + c + ", '%Y-%m-%d')";
            case DATE_TIME -> "DATE_FORMAT(" + c + ", '%Y-%m-%dT%H:%i:%s.%f')";
            case TIME -> "CAST(" + c + " AS CHAR)";
            case BYTES -> "TO_BASE64(" + c + ")";
            case GEOMETRY -> "ST_AsGeoJSON(" + c + ")";
            case NUMBER, FLOAT, JSON, SET, TEXT -> c; // of a FLOAT, what MySQL shows
        };
    }

    /** What MySQL's text says, in the form to compare. */
    static String ofText(AllTypes type, String text) {
        if (text == null) {
            return null;
        }
        return switch (family(type)) {
            case NUMBER, BITS -> isBoolean(type) ? text : plain(new BigDecimal(text));
            case FLOAT -> Float.toString((float) Double.parseDouble(text));
            case DOUBLE -> Double.toString(Double.parseDouble(text));
            case DATE -> isZero(text) ? zero(type, "1970-01-01") : text;
            case DATE_TIME -> isZero(text) ? zero(type, "1970-01-01T00:00:00.000000") : text;
            case TIME -> text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
            case BYTES -> type == AllTypes.BINARY16 ? text : text.replace("\n", "");
            case JSON, GEOMETRY -> tree(read(text));
            case SET, TEXT -> text;
        };
    }

    /** What the document says, in the same form. */
    static String ofDocument(AllTypes type, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return switch (family(type)) {
            case NUMBER, BITS -> isBoolean(type) ? value.asText() : plain(new BigDecimal(value.asText()));
            case FLOAT -> Float.toString(value.floatValue());
            case DOUBLE -> Double.toString(value.doubleValue());
            case DATE_TIME ->
                OffsetDateTime.parse(value.asText())
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .format(MICROS);
            case JSON, GEOMETRY -> tree(value);
            case SET -> joined(value);
            case DATE, TIME, BYTES, TEXT -> value.asText();
        };
    }

    private enum Family {
        NUMBER,
        BITS,
        FLOAT,
        DOUBLE,
        DATE,
        DATE_TIME,
        TIME,
        BYTES,
        JSON,
        SET,
        GEOMETRY,
        TEXT
    }

    private static Family family(AllTypes type) {
        String name = type.type().replaceAll("[( ].*", "");
        return switch (name) {
            case "TINYINT", "SMALLINT", "MEDIUMINT", "INT", "BIGINT", "DECIMAL", "YEAR" -> Family.NUMBER;
            case "BIT" -> Family.BITS;
            case "FLOAT" -> type.type().equals("FLOAT(53)") ? Family.DOUBLE : Family.FLOAT;
            case "DOUBLE", "REAL" -> type == AllTypes.DOUBLE_MD ? Family.NUMBER : Family.DOUBLE;
            case "DATE" -> Family.DATE;
            case "DATETIME", "TIMESTAMP" -> Family.DATE_TIME;
            case "TIME" -> Family.TIME;
            case "BINARY", "VARBINARY", "TINYBLOB", "BLOB", "MEDIUMBLOB", "LONGBLOB" -> Family.BYTES;
            case "JSON" -> Family.JSON;
            case "SET" -> Family.SET;
            case "CHAR", "VARCHAR", "NCHAR", "NVARCHAR", "TINYTEXT", "TEXT", "MEDIUMTEXT", "LONGTEXT", "ENUM" ->
                Family.TEXT;
            default -> Family.GEOMETRY;
        };
    }

    private static boolean isBoolean(AllTypes type) {
        return type == AllTypes.BOOL || type == AllTypes.BIT1;
    }

    /** Debezium can't carry such a date: null where the column may be null, else the epoch. */
    private static String zero(AllTypes type, String epoch) {
        return type.type().endsWith("NOT NULL") ? epoch : null;
    }

    /** A date without a year, month or day. */
    private static boolean isZero(String date) {
        return date.startsWith("0000") || date.startsWith("00", 5) || date.startsWith("00", 8);
    }

    /** Of MySQL's own types in JSON: a wide decimal as its digits, no zeros at the end of a time, no type before bytes. */
    private static String scalar(String text) {
        if (text.matches("-?\\d+\\.\\d+")) {
            return plain(new BigDecimal(text));
        }
        return text.matches("(.* )?\\d\\d:\\d\\d:\\d\\d\\.\\d{6}|-\\d\\d:\\d\\d:\\d\\d\\.\\d{6}")
                ? text.replaceAll("\\.?0*$", "")
                : text.replaceFirst("^base64:type\\d+:", "");
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String joined(JsonNode labels) {
        StringJoiner text = new StringJoiner(",");
        labels.forEach(label -> text.add(label.asText()));
        return text.toString();
    }

    /** A form in which only names, order of elements and values count; a number counts as its digits, as text. */
    private static String tree(JsonNode value) {
        if (value.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            value.properties().forEach(field -> fields.put(field.getKey(), tree(field.getValue())));
            return fields.toString();
        }
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            value.forEach(element -> elements.add(String.valueOf(tree(element))));
            return elements.toString();
        }
        if (value.isNull()) {
            return null;
        }
        return value.isNumber() ? plain(value.decimalValue()) : scalar(value.asText());
    }
}
