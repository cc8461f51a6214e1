package io.headrace.transforms;

import io.headrace.transforms.field.Choice;
import io.headrace.transforms.field.FieldPaths;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.PathStep;
import io.headrace.transforms.type.AxisOrder;
import io.headrace.transforms.type.BitsFormat;
import io.headrace.transforms.type.DecimalFormat;
import io.headrace.transforms.type.FloatFormat;
import io.headrace.transforms.type.GeometryFormat;
import io.headrace.transforms.type.NamedTypes;
import io.headrace.transforms.type.SemanticTypes;
import io.headrace.transforms.type.TemporalFormat;
import io.headrace.transforms.type.TypeSettings;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings of {@link DebeziumTypeConverter}. */
final class DebeziumTypeConverterConfig extends AbstractConfig {

    static final String TEMPORAL_FORMAT = "temporal.format";
    static final String DATETIME_TIMEZONE = "datetime.timezone";
    static final String DECIMAL_AS = "decimal.as";
    static final String FLOAT_AS = "float.as";
    static final String BITS_FORMAT = "bits.format";
    static final String GEOMETRY_FORMAT = "geometry.format";
    static final String GEOMETRY_AXIS_ORDER = "geometry.axis.order";
    static final String BOOLEAN_FIELDS = "boolean.fields";
    static final String UNSIGNED_FIELDS = "unsigned.fields";
    static final String UUID_FIELDS = "uuid.fields";

    static final ConfigDef DEFINITION = definition();

    DebeziumTypeConverterConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
    }

    /** The steps in their order: fields named for a type first, since the rest is told by the schema alone. */
    List<FieldStep> steps(String name) {
        MissingField missing = PathConfig.missing(this);
        return List.of(
                new PathStep(name, PathConfig.paths(this, BOOLEAN_FIELDS), missing, NamedTypes.BOOLEAN),
                new PathStep(name, PathConfig.paths(this, UNSIGNED_FIELDS), missing, NamedTypes.UNSIGNED),
                new PathStep(name, PathConfig.paths(this, UUID_FIELDS), missing, NamedTypes.UUID),
                new SemanticTypes(name, settings()));
    }

    private TypeSettings settings() {
        return new TypeSettings(
                Choice.of(TemporalFormat.class, getString(TEMPORAL_FORMAT)),
                ZoneId.of(getString(DATETIME_TIMEZONE)),
                Choice.of(DecimalFormat.class, getString(DECIMAL_AS)),
                Choice.of(BitsFormat.class, getString(BITS_FORMAT)),
                Choice.of(GeometryFormat.class, getString(GEOMETRY_FORMAT)),
                Choice.of(AxisOrder.class, getString(GEOMETRY_AXIS_ORDER)),
                Choice.of(FloatFormat.class, getString(FLOAT_AS)));
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        defineTemporals(definition);
        defineNumbers(definition);
        defineGeometries(definition);
        defineFields(definition);
        return PlanConfig.define(PathConfig.defineMissing(definition, MissingField.WARN));
    }

    private static void defineTemporals(ConfigDef definition) {
        String group = "Dates and times";
        definition.define(
                TEMPORAL_FORMAT,
                ConfigDef.Type.STRING,
                TemporalFormat.ISO8601.key(),
                Choice.validator(TemporalFormat.class),
                Importance.HIGH,
                "How dates and times are written: iso8601, text with every digit the column has, or epoch_millis, whole"
                        + " milliseconds since 1970 (TIME: since midnight, signed).",
                group,
                1,
                Width.SHORT,
                "Date and time format");
        definition.define(
                DATETIME_TIMEZONE,
                ConfigDef.Type.STRING,
                "UTC",
                new TimeZoneRule(),
                Importance.HIGH,
                "Time zone of DATETIME columns, which have none themselves. TIMESTAMP columns are already UTC.",
                group,
                2,
                Width.MEDIUM,
                "Zone of DATETIME");
    }

    private static void defineNumbers(ConfigDef definition) {
        String group = "Numbers";
        definition.define(
                DECIMAL_AS,
                ConfigDef.Type.STRING,
                DecimalFormat.AUTO.key(),
                Choice.validator(DecimalFormat.class),
                Importance.HIGH,
                "How DECIMAL columns are written, the same for all values of a column. auto: while the record has a"
                        + " schema, Connect Decimal, which JsonConverter writes as an exact number with"
                        + " decimal.format=NUMERIC; if the record loses its schema (ExpandJson), a number up to"
                        + " precision 15 and a string above. number: a number at any precision, inexact above 15 digits"
                        + " without a schema. string: always exact text.",
                group,
                1,
                Width.SHORT,
                "Decimals as");
        definition.define(
                BITS_FORMAT,
                ConfigDef.Type.STRING,
                BitsFormat.NUMBER.key(),
                Choice.validator(BitsFormat.class),
                Importance.LOW,
                "How BIT(n), n > 1, is written: as a whole number, or as n binary digits, the highest bit first.",
                group,
                2,
                Width.SHORT,
                "Bits as");
        definition.define(
                FLOAT_AS,
                ConfigDef.Type.STRING,
                FloatFormat.SHOWN.key(),
                Choice.validator(FloatFormat.class),
                Importance.MEDIUM,
                "Which digits FLOAT, FLOAT(M,D) and DOUBLE(M,D) columns are written with. shown: those that MySQL"
                        + " displays, six for a FLOAT and D after the decimal point, which are all that a snapshot"
                        + " reads. stored: those that arrive, more from the binlog than from a snapshot. Needs"
                        + " datatype.propagate.source.type on the source connector, which identifies the columns.",
                group,
                3,
                Width.SHORT,
                "Floats as");
    }

    private static void defineGeometries(ConfigDef definition) {
        String group = "Geometry";
        definition.define(
                GEOMETRY_FORMAT,
                ConfigDef.Type.STRING,
                GeometryFormat.GEOJSON.key(),
                Choice.validator(GeometryFormat.class),
                Importance.MEDIUM,
                "How geometry is written. geojson: an object for POINT; for other shapes GeoJSON text with the semantic"
                        + " name of a JSON column, which ExpandJson turns into an object. wkt: text. lat_lon: an object"
                        + " for POINT, WKT for other shapes.",
                group,
                1,
                Width.SHORT,
                "Geometry as");
        definition.define(
                GEOMETRY_AXIS_ORDER,
                ConfigDef.Type.STRING,
                AxisOrder.XY.key(),
                Choice.validator(AxisOrder.class),
                Importance.LOW,
                "Which coordinate comes first in the stored bytes: xy is longitude first, as MySQL stores it; yx swaps.",
                group,
                2,
                Width.SHORT,
                "Axis order");
    }

    private static void defineFields(ConfigDef definition) {
        defineFields(
                definition,
                BOOLEAN_FIELDS,
                2,
                "Integer fields that are booleans, such as TINYINT(1): true if not 0.",
                "Boolean fields");
        defineFields(
                definition,
                UNSIGNED_FIELDS,
                3,
                "BIGINT UNSIGNED fields, for a source with bigint.unsigned.handling.mode=long, which makes values from"
                        + " 2^63 up negative: they are restored, as a decimal of scale 0.",
                "Unsigned fields");
        defineFields(
                definition,
                UUID_FIELDS,
                4,
                "BINARY(16) fields that hold a UUID: they become its text. Hex and base64 text is accepted too.",
                "UUID fields");
    }

    private static void defineFields(ConfigDef definition, String key, int order, String doc, String display) {
        definition.define(
                key,
                ConfigDef.Type.LIST,
                List.of(),
                FieldPaths.any(),
                Importance.MEDIUM,
                doc,
                PathConfig.GROUP,
                order,
                Width.LONG,
                display);
    }
}
