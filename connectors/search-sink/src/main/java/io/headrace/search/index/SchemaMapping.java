package io.headrace.search.index;

import io.headrace.search.config.DocumentSettings;
import io.headrace.search.config.DocumentSettings.DecimalAs;
import io.headrace.search.config.DocumentSettings.TemporalFormat;
import io.headrace.search.config.FieldSettings;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.TargetSettings.StringMapping;
import io.headrace.search.json.DottedPath;
import io.headrace.search.json.JsonBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Writes the mapping that fits the documents of a schema, as the document writer makes them. Stateless. */
final class SchemaMapping {
    private static final int DEEPEST = 20;
    private static final int LARGEST_SCALE = 15;
    private static final String DEBEZIUM_TIME = "io.debezium.time.";
    private static final String DEBEZIUM_DATA = "io.debezium.data.";
    /** Written as text or as milliseconds, by temporal.format. */
    private static final List<String> DATES = List.of(
            org.apache.kafka.connect.data.Date.LOGICAL_NAME,
            org.apache.kafka.connect.data.Timestamp.LOGICAL_NAME,
            DEBEZIUM_TIME + "Date",
            DEBEZIUM_TIME + "Timestamp",
            DEBEZIUM_TIME + "MicroTimestamp",
            DEBEZIUM_TIME + "NanoTimestamp");

    private static final List<String> TEXT_DATES =
            List.of(DEBEZIUM_TIME + "ZonedTimestamp", DEBEZIUM_TIME + "IsoDate", DEBEZIUM_TIME + "IsoTimestamp");
    private static final List<String> TIMES = List.of(
            org.apache.kafka.connect.data.Time.LOGICAL_NAME,
            DEBEZIUM_TIME + "Time",
            DEBEZIUM_TIME + "MicroTime",
            DEBEZIUM_TIME + "NanoTime");
    private static final String JSON = DEBEZIUM_DATA + "Json";
    private static final String DATE = "{\"type\":\"date\"}";
    /** By the default format a number of four digits is a year. */
    private static final String MILLIS = "{\"type\":\"date\",\"format\":\"epoch_millis\"}";

    private static final Map<String, String> METADATA =
            Map.of("partition", "integer", "offset", "long", "timestamp", "date", "source.ts", "date");

    private final DocumentSettings documents;
    private final FieldSettings fields;
    private final StringMapping strings;
    private final List<String> include;
    private final List<String> exclude;
    private final Map<String, String> rename = new HashMap<>();

    SchemaMapping(SinkSettings settings) {
        documents = settings.document();
        fields = settings.fields();
        strings = settings.target().strings();
        include = canonical("fields.include", fields.include());
        exclude = canonical("fields.exclude", fields.exclude());
        fields.rename()
                .forEach((path, name) ->
                        rename.put(DottedPath.parse("fields.rename", path).toString(), name));
    }

    private static List<String> canonical(String setting, List<String> paths) {
        return paths.stream()
                .map(path -> DottedPath.parse(setting, path).toString())
                .toList();
    }

    /**
     * As below, for an index that is created. What is in a JSON column is left to the server, which takes a first whole number
     * for the type of all: it is told to expect fractions, and no dates in texts.
     */
    String ofNew(Schema struct, boolean scaledFloats) {
        String mapping = of(struct, scaledFloats);
        List<String> json = struct.fields().stream()
                .filter(field -> JSON.equals(field.schema().name()) && isWritten(field.name()))
                .map(field -> fields.rename().getOrDefault(field.name(), field.name()))
                .toList();
        if (json.isEmpty()) {
            return mapping;
        }
        JsonBuffer out = new JsonBuffer(1024).ascii("{\"date_detection\":false,\"dynamic_templates\":[");
        wholeNumbers(out, "numbers_in_json", "*.*");
        json.forEach(name -> wholeNumbers(out.raw(','), "numbers_in_" + name, name));
        out.ascii("],").raw(mapping.substring(1).getBytes(StandardCharsets.UTF_8));
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static void wholeNumbers(JsonBuffer out, String template, String path) {
        out.raw('{')
                .string(template)
                .ascii(":{\"match_mapping_type\":\"long\",\"path_match\":")
                .string(path);
        out.ascii(",\"mapping\":{\"type\":\"double\"}}}");
    }

    /**
     * Mappings of which one fits an index that is there, the best first: a server may lack scaled_float, and an index may have
     * dates of the default format, which can't be changed.
     */
    List<String> ofExisting(Schema struct) {
        return documents.temporalFormat() == TemporalFormat.ISO
                ? List.of(of(struct, true), of(struct, false))
                : List.of(
                        of(struct, true),
                        of(struct, false),
                        of(struct, true).replace(MILLIS, DATE),
                        of(struct, false).replace(MILLIS, DATE));
    }

    /** @param scaledFloats whether the server may have scaled_float, which keeps decimals exact */
    String of(Schema struct, boolean scaledFloats) {
        JsonBuffer out = new JsonBuffer(1024);
        object(out, struct, "", scaledFloats, fields.metadata(), 0);
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private void object(
            JsonBuffer out, Schema struct, String path, boolean scaled, Map<String, String> added, int depth) {
        out.ascii("{\"properties\":{");
        String between = "";
        for (Field field : struct.fields()) {
            String inner = path + DottedPath.quoted(field.name());
            JsonBuffer type = new JsonBuffer(64);
            if (isWritten(inner) && write(type, field.schema(), inner, scaled, depth + 1)) {
                String name = rename.getOrDefault(inner, field.name());
                out.ascii(between).string(name).raw(':').raw(type.toBytes());
                between = ",";
            }
        }
        for (Map.Entry<String, String> field : added.entrySet()) {
            out.ascii(between).string(field.getValue()).raw(':');
            type(out, METADATA.getOrDefault(field.getKey(), "keyword"));
            between = ",";
        }
        out.ascii("}}");
    }

    private boolean isWritten(String path) {
        if (exclude.contains(path)) {
            return false;
        }
        return include.isEmpty()
                || include.stream()
                        .anyMatch(kept ->
                                kept.equals(path) || path.startsWith(kept + ".") || kept.startsWith(path + "."));
    }

    /** Returns false, and may have written anything, when the field is best left to the server. */
    private boolean write(JsonBuffer out, Schema schema, String path, boolean scaled, int depth) {
        String semantic = schema.name() == null ? null : semantic(schema, scaled);
        if (semantic != null) {
            out.ascii(semantic);
            return !semantic.isEmpty();
        }
        switch (schema.type()) {
            case INT8 -> type(out, "byte");
            case INT16 -> type(out, "short");
            case INT32 -> type(out, "integer");
            case INT64 -> type(out, "long");
            case FLOAT32 -> type(out, "float");
            case FLOAT64 -> type(out, "double");
            case BOOLEAN -> type(out, "boolean");
            case BYTES -> type(out, "binary");
            case STRING -> out.ascii(ofStrings());
            case ARRAY -> {
                return depth < DEEPEST && write(out, schema.valueSchema(), path, scaled, depth + 1);
            }
            case MAP -> {
                return false;
            }
            case STRUCT -> {
                if (depth >= DEEPEST) {
                    return false;
                }
                object(out, schema, path + ".", scaled, Map.of(), depth);
            }
        }
        return true;
    }

    private static void type(JsonBuffer out, String type) {
        out.ascii("{\"type\":\"" + type + "\"}");
    }

    private String ofStrings() {
        return switch (strings) {
            case KEYWORD -> "{\"type\":\"keyword\",\"ignore_above\":8191}";
            case TEXT -> "{\"type\":\"text\"}";
            case BOTH -> "{\"type\":\"text\",\"fields\":{\"keyword\":{\"type\":\"keyword\",\"ignore_above\":256}}}";
        };
    }

    /** Null for a name that says no more than the type, empty for what the server has to see first. */
    private @Nullable String semantic(Schema schema, boolean scaled) {
        String name = schema.name();
        if (TEXT_DATES.contains(name)) {
            return DATE;
        }
        if (DATES.contains(name)) {
            return documents.temporalFormat() == TemporalFormat.ISO ? DATE : MILLIS;
        }
        if (TIMES.contains(name)) {
            return documents.temporalFormat() == TemporalFormat.ISO ? "{\"type\":\"keyword\"}" : "{\"type\":\"long\"}";
        }
        return switch (name) {
            case Decimal.LOGICAL_NAME -> decimal(schema, scaled);
            case DEBEZIUM_DATA + "VariableScaleDecimal" -> decimal(schema, false);
            case JSON -> "";
            case DEBEZIUM_DATA + "Enum", DEBEZIUM_DATA + "EnumSet", DEBEZIUM_DATA + "Uuid" -> "{\"type\":\"keyword\"}";
            case DEBEZIUM_DATA + "Bits" -> bits(schema);
            case DEBEZIUM_DATA + "geometry.Point" -> "{\"type\":\"geo_point\"}";
            case DEBEZIUM_DATA + "geometry.Geometry", DEBEZIUM_DATA + "geometry.Geography" ->
                "{\"type\":\"geo_shape\"}";
            default -> null;
        };
    }

    private String decimal(Schema schema, boolean scaled) {
        if (documents.decimalAs() == DecimalAs.STRING) {
            return "{\"type\":\"keyword\"}";
        }
        int scale = parameter(schema, Decimal.SCALE_FIELD, LARGEST_SCALE + 1);
        return scaled && documents.decimalAs() == DecimalAs.NUMBER && scale >= 0 && scale <= LARGEST_SCALE
                ? "{\"type\":\"scaled_float\",\"scaling_factor\":1" + "0".repeat(scale) + "}"
                : "{\"type\":\"double\"}";
    }

    private static String bits(Schema schema) {
        return parameter(schema, "length", Long.SIZE) < Long.SIZE ? "{\"type\":\"long\"}" : "{\"type\":\"keyword\"}";
    }

    private static int parameter(Schema schema, String name, int otherwise) {
        String text = schema.parameters() == null ? null : schema.parameters().get(name);
        return text != null && text.matches("\\d{1,5}") ? Integer.parseInt(text) : otherwise;
    }
}
