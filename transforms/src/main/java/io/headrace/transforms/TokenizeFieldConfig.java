package io.headrace.transforms;

import io.headrace.transforms.field.Choice;
import io.headrace.transforms.field.FieldPaths;
import io.headrace.transforms.field.FieldStep;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.PathStep;
import io.headrace.transforms.field.RequiredColumns;
import io.headrace.transforms.text.Normalization;
import io.headrace.transforms.text.TokenEncoding;
import io.headrace.transforms.text.TokenStep;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of {@link TokenizeField}. */
final class TokenizeFieldConfig extends AbstractConfig {

    static final String KEY = "key";
    static final String KEY_ID = "key.id";
    static final String ENCODING = "encoding";
    static final String NORMALIZE = "normalize";
    static final String REQUIRED_COLUMNS = "required.columns";
    private static final String GROUP = "Token";

    static final ConfigDef DEFINITION = definition();

    TokenizeFieldConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        Set<String> fields = PathConfig.fields(this).stream()
                .map(path -> path.first().name())
                .collect(Collectors.toSet());
        for (RequiredColumns.Requirement requirement : required()) {
            if (!fields.containsAll(requirement.columns())) {
                throw new ConfigException("Settings '" + REQUIRED_COLUMNS + "' and '" + PathConfig.FIELDS
                        + "' contradict: needed each required column among the fields, found " + requirement.columns()
                        + " of " + requirement.table() + " required. Add what is missing to '" + PathConfig.FIELDS
                        + "'.");
            }
        }
    }

    private List<RequiredColumns.Requirement> required() {
        return getList(REQUIRED_COLUMNS).stream()
                .map(RequiredColumns.Requirement::parse)
                .toList();
    }

    List<FieldStep> steps(String name) {
        TokenStep token = new TokenStep(
                getPassword(KEY).value().getBytes(StandardCharsets.UTF_8),
                getString(KEY_ID),
                Choice.of(TokenEncoding.class, getString(ENCODING)),
                Choice.of(Normalization.class, getString(NORMALIZE)));
        FieldStep tokens = new PathStep(name, PathConfig.fields(this), PathConfig.missing(this), token);
        return required().isEmpty() ? List.of(tokens) : List.of(new RequiredColumns(name, required()), tokens);
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        PathConfig.defineFields(
                definition,
                ConfigDef.NO_DEFAULT_VALUE,
                FieldPaths.atLeastOne(),
                "The fields to replace by tokens: text, whole numbers or bytes.");
        definition.define(
                REQUIRED_COLUMNS,
                ConfigDef.Type.LIST,
                List.of(),
                new RequiredColumnsRule(),
                Importance.HIGH,
                "Columns that rows of a table are known to have. A row without one fails, whatever on.missing.field"
                        + " says, since a renamed column would pass in clear. With old|new either is enough. The table"
                        + " is identified by the schema's name: records without a schema fail.",
                PathConfig.GROUP,
                10,
                Width.LONG,
                "Required columns");
        definition.define(
                KEY,
                ConfigDef.Type.PASSWORD,
                ConfigDef.NO_DEFAULT_VALUE,
                new TokenKeyRule(),
                Importance.HIGH,
                "The secret key. Provide it through a config provider, such as ${env:HEADRACE_TOKEN_KEY}; never in"
                        + " clear.",
                GROUP,
                1,
                Width.LONG,
                "Key");
        definition.define(
                KEY_ID,
                ConfigDef.Type.STRING,
                "",
                new TokenKeyIdRule(),
                Importance.MEDIUM,
                "Prefix of each token, separated by a dot, to show which key made it. Change it together with the key.",
                GROUP,
                2,
                Width.SHORT,
                "Key id");
        definition.define(
                ENCODING,
                ConfigDef.Type.STRING,
                TokenEncoding.HEX.key(),
                Choice.validator(TokenEncoding.class),
                Importance.LOW,
                "How a token is written: hex has 64 characters, base64url 43.",
                GROUP,
                3,
                Width.SHORT,
                "Encoding");
        definition.define(
                NORMALIZE,
                ConfigDef.Type.STRING,
                Normalization.NONE.key(),
                Choice.validator(Normalization.class),
                Importance.MEDIUM,
                "How text is normalised first, so that variants of the same value get the same token: none, lower"
                        + " (case), trim-lower (white space at the ends, then case). Whoever searches by token must do"
                        + " the same.",
                GROUP,
                4,
                Width.SHORT,
                "Normalize");
        return PlanConfig.define(PathConfig.defineMissing(definition, MissingField.FAIL));
    }
}
