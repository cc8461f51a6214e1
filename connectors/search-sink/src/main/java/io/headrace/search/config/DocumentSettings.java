package io.headrace.search.config;

/**
 * How values become JSON.
 *
 * @param schemaDefaults whether null is replaced by the default of its schema
 * @param compactMaps whether maps with string keys become objects instead of arrays of key and value
 */
public record DocumentSettings(
        RecordFormat format,
        DecimalAs decimalAs,
        TemporalFormat temporalFormat,
        NonFinite nonFinite,
        boolean schemaDefaults,
        boolean compactMaps,
        int largest,
        int deepest) {
    public static final DocumentSettings DEFAULTS = new DocumentSettings(
            RecordFormat.AUTO,
            DecimalAs.NUMBER,
            TemporalFormat.ISO,
            NonFinite.NULL,
            false,
            true,
            100 * 1024 * 1024,
            100);

    /** What a decimal becomes. */
    public enum DecimalAs {
        NUMBER,
        STRING,
        DOUBLE
    }

    /** What a date, time or timestamp becomes. */
    public enum TemporalFormat {
        ISO,
        EPOCH_MILLIS
    }

    /** What becomes of NaN and the infinities, which JSON has no numbers for. */
    public enum NonFinite {
        NULL,
        STRING,
        FAIL
    }
}
