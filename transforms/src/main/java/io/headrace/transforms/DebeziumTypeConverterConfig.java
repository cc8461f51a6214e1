package io.headrace.transforms;

import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.PathStep;
import io.headrace.transforms.path.FieldPathListValidator;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.PathConfig;
import io.headrace.transforms.setting.EnumOption;
import io.headrace.transforms.setting.SchemaCacheConfig;
import io.headrace.transforms.setting.TimeZoneValidator;
import io.headrace.transforms.type.AxisOrder;
import io.headrace.transforms.type.BitsFormat;
import io.headrace.transforms.type.DecimalFormat;
import io.headrace.transforms.type.FieldTypeOverride;
import io.headrace.transforms.type.FloatFormat;
import io.headrace.transforms.type.GeometryFormat;
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

    /**
     * The steps in their order: fields whose type is configured come first, because the last step goes by the schema alone.
     */
    List<FieldStep> steps(String name) {
        MissingField missing = PathConfig.missing(this);
        return List.of(
                new PathStep(name, PathConfig.paths(this, BOOLEAN_FIELDS), missing, FieldTypeOverride.BOOLEAN),
                new PathStep(name, PathConfig.paths(this, UNSIGNED_FIELDS), missing, FieldTypeOverride.UNSIGNED),
                new PathStep(name, PathConfig.paths(this, UUID_FIELDS), missing, FieldTypeOverride.UUID),
                new SemanticTypes(name, settings()));
    }

    private TypeSettings settings() {
        return new TypeSettings(
                EnumOption.of(TemporalFormat.class, getString(TEMPORAL_FORMAT)),
                ZoneId.of(getString(DATETIME_TIMEZONE)),
                EnumOption.of(DecimalFormat.class, getString(DECIMAL_AS)),
                EnumOption.of(BitsFormat.class, getString(BITS_FORMAT)),
                EnumOption.of(GeometryFormat.class, getString(GEOMETRY_FORMAT)),
                EnumOption.of(AxisOrder.class, getString(GEOMETRY_AXIS_ORDER)),
                EnumOption.of(FloatFormat.class, getString(FLOAT_AS)));
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        defineTemporals(definition);
        defineNumbers(definition);
        defineGeometries(definition);
        defineFields(definition);
        return SchemaCacheConfig.define(PathConfig.defineMissing(definition, MissingField.WARN));
    }

    private static void defineTemporals(ConfigDef definition) {
        String group = "Dates and times";
        definition.define(
                TEMPORAL_FORMAT,
                ConfigDef.Type.STRING,
                TemporalFormat.ISO8601.key(),
                EnumOption.validator(TemporalFormat.class),
                Importance.HIGH,
                "How dates and times are written. iso8601: text with every digit that the column has."
                        + " epoch_millis: whole milliseconds since 1970; of TIME, signed milliseconds since midnight.",
                group,
                1,
                Width.SHORT,
                "Date and time format");
        definition.define(
                DATETIME_TIMEZONE,
                ConfigDef.Type.STRING,
                "UTC",
                new TimeZoneValidator(),
                Importance.HIGH,
                "The time zone of DATETIME columns, which carry none themselves. TIMESTAMP columns are UTC"
                        + " already.",
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
                EnumOption.validator(DecimalFormat.class),
                Importance.HIGH,
                "How DECIMAL columns are written, the same for every value of a column. auto: a Connect Decimal"
                        + " as long as the record has a schema, which JsonConverter writes as an exact number with"
                        + " decimal.format=NUMERIC; once the record has lost its schema (ExpandJson), a number up to"
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
                EnumOption.validator(BitsFormat.class),
                Importance.LOW,
                "How BIT(n) with n > 1 is written: as a whole number, or as n binary digits, highest bit first.",
                group,
                2,
                Width.SHORT,
                "Bits as");
        definition.define(
                FLOAT_AS,
                ConfigDef.Type.STRING,
                FloatFormat.SHOWN.key(),
                EnumOption.validator(FloatFormat.class),
                Importance.MEDIUM,
                "Which digits of FLOAT, FLOAT(M,D) and DOUBLE(M,D) columns are written. shown: those that MySQL"
                        + " displays, six of a FLOAT and D decimals of (M,D), which is all that a snapshot reads. stored:"
                        + " those that arrive, which from the binlog are more than from a snapshot. Needs"
                        + " datatype.propagate.source.type on the source connector, which tells the declared types.",
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
                EnumOption.validator(GeometryFormat.class),
                Importance.MEDIUM,
                "How geometry is written. geojson: POINT becomes an object; other shapes become GeoJSON text"
                        + " with the semantic name of a JSON column, which ExpandJson turns into an object. wkt: text."
                        + " lat_lon: an object for POINT, WKT for other shapes.",
                group,
                1,
                Width.SHORT,
                "Geometry as");
        definition.define(
                GEOMETRY_AXIS_ORDER,
                ConfigDef.Type.STRING,
                AxisOrder.XY.key(),
                EnumOption.validator(AxisOrder.class),
                Importance.LOW,
                "Which coordinate comes first in the stored bytes. xy: longitude first, as MySQL stores it. yx:"
                        + " swapped.",
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
                "Whole-number fields that are booleans, such as TINYINT(1): true unless 0.",
                "Boolean fields");
        defineFields(
                definition,
                UNSIGNED_FIELDS,
                3,
                "BIGINT UNSIGNED fields, for a source with bigint.unsigned.handling.mode=long, which makes"
                        + " values from 2^63 on negative: they are restored, as a decimal of scale 0.",
                "Unsigned fields");
        defineFields(
                definition,
                UUID_FIELDS,
                4,
                "BINARY(16) fields that hold a UUID: they become its text. Hex and base64 text is accepted as"
                        + " well.",
                "UUID fields");
    }

    private static void defineFields(ConfigDef definition, String key, int order, String doc, String display) {
        definition.define(
                key,
                ConfigDef.Type.LIST,
                List.of(),
                FieldPathListValidator.any(),
                Importance.MEDIUM,
                doc,
                PathConfig.GROUP,
                order,
                Width.LONG,
                display);
    }
}
