package io.headrace.search.config;

import io.headrace.search.config.DocumentSettings.DecimalAs;
import io.headrace.search.config.DocumentSettings.NonFinite;
import io.headrace.search.config.DocumentSettings.TemporalFormat;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;

/** Settings of how values become documents. */
final class DocumentFragment {
    static final String GROUP = "Documents";
    static final String FORMAT = "record.format";
    static final String DECIMAL_AS = "decimal.as";
    static final String TEMPORAL_FORMAT = "temporal.format";
    static final String NONFINITE = "nonfinite.numbers";
    static final String SCHEMA_DEFAULTS = "use.schema.defaults";
    static final String COMPACT_MAPS = "compact.map.entries";
    static final String MAX_BYTES = "document.max.bytes";
    static final String MAX_DEPTH = "document.max.depth";

    private DocumentFragment() {}

    static void define(ConfigDef definition) {
        DocumentSettings defaults = DocumentSettings.DEFAULTS;
        new SettingGroup(definition, GROUP)
                .oneOf(
                        FORMAT,
                        RecordFormat.class,
                        defaults.format(),
                        Importance.MEDIUM,
                        "Record format",
                        "How values are interpreted: as documents, as Debezium change events, or (auto) as a change"
                                + " event if it has a one-letter op, a source with connector and ts_ms, and before or"
                                + " after as objects or null. Rows that look like that in every respect need document.")
                .oneOf(
                        DECIMAL_AS,
                        DecimalAs.class,
                        defaults.decimalAs(),
                        Importance.LOW,
                        "Decimals",
                        "What a decimal becomes: an exact JSON number, a string, or the nearest double.")
                .oneOf(
                        TEMPORAL_FORMAT,
                        TemporalFormat.class,
                        defaults.temporalFormat(),
                        Importance.LOW,
                        "Dates and times",
                        "What dates, times and timestamps become: ISO-8601 text, or milliseconds since 1970.")
                .oneOf(
                        NONFINITE,
                        NonFinite.class,
                        defaults.nonFinite(),
                        Importance.LOW,
                        "NaN and infinities",
                        "What becomes of numbers that JSON can't represent.")
                .optional(
                        SCHEMA_DEFAULTS,
                        ConfigDef.Type.BOOLEAN,
                        defaults.schemaDefaults(),
                        null,
                        Importance.LOW,
                        "Schema defaults",
                        "Whether null in an optional field becomes the default of its schema. With false, null stays"
                                + " null.")
                .optional(
                        COMPACT_MAPS,
                        ConfigDef.Type.BOOLEAN,
                        defaults.compactMaps(),
                        null,
                        Importance.LOW,
                        "Compact maps",
                        "Whether maps with string keys become objects instead of arrays of key and value.")
                .optional(
                        MAX_BYTES,
                        ConfigDef.Type.INT,
                        defaults.largest(),
                        Range.between(1, 1024 * 1024 * 1024),
                        Importance.LOW,
                        "Largest document (bytes)",
                        "A larger document is an error of its record. Servers accept 100 MB by default.")
                .optional(
                        MAX_DEPTH,
                        ConfigDef.Type.INT,
                        defaults.deepest(),
                        Range.between(1, 1000),
                        Importance.LOW,
                        "Deepest nesting",
                        "A document with objects and arrays nested more deeply is an error of its record.");
    }

    static DocumentSettings from(AbstractConfig config) {
        return new DocumentSettings(
                EnumValidator.parse(RecordFormat.class, config.getString(FORMAT)),
                EnumValidator.parse(DecimalAs.class, config.getString(DECIMAL_AS)),
                EnumValidator.parse(TemporalFormat.class, config.getString(TEMPORAL_FORMAT)),
                EnumValidator.parse(NonFinite.class, config.getString(NONFINITE)),
                config.getBoolean(SCHEMA_DEFAULTS),
                config.getBoolean(COMPACT_MAPS),
                config.getInt(MAX_BYTES),
                config.getInt(MAX_DEPTH));
    }
}
