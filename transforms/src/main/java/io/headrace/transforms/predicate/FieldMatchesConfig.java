package io.headrace.transforms.predicate;

import io.headrace.transforms.field.Choice;
import io.headrace.transforms.field.FieldPath;
import io.headrace.transforms.field.MissingField;
import io.headrace.transforms.field.OnePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of {@link FieldMatches}. */
final class FieldMatchesConfig extends AbstractConfig {

    static final String FIELD = "field";
    static final String PATTERN = "pattern";
    static final String VALUES = "values";
    static final String IS_NULL = "is.null";
    static final String ON_MISSING_FIELD = "on.missing.field";
    private static final String GROUP = "Field";

    static final ConfigDef DEFINITION = definition();

    FieldMatchesConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        int given = (getString(PATTERN).isEmpty() ? 0 : 1) + (getList(VALUES).isEmpty() ? 0 : 1) + (isNull() ? 1 : 0);
        if (given != 1) {
            throw new ConfigException("Settings '" + PATTERN + "', '" + VALUES + "' and '" + IS_NULL
                    + "': needed exactly one of them, found " + given + ". Use one predicate for each.");
        }
    }

    FieldPath field() {
        return FieldPath.parse(getString(FIELD));
    }

    Pattern pattern() {
        return Pattern.compile(getString(PATTERN), Pattern.DOTALL);
    }

    Set<String> listed() {
        return Set.copyOf(getList(VALUES));
    }

    boolean isNull() {
        return getBoolean(IS_NULL);
    }

    MissingField missing() {
        return Choice.of(MissingField.class, getString(ON_MISSING_FIELD));
    }

    private static ConfigDef definition() {
        return defineRules(new ConfigDef()
                .define(
                        FIELD,
                        ConfigDef.Type.STRING,
                        ConfigDef.NO_DEFAULT_VALUE,
                        ConfigDef.CompositeValidator.of(new ConfigDef.NonEmptyString(), new OnePath()),
                        Importance.HIGH,
                        "The field of the row: of after, for deletes of before, or of a flat row.",
                        GROUP,
                        1,
                        Width.MEDIUM,
                        "Field")
                .define(
                        ON_MISSING_FIELD,
                        ConfigDef.Type.STRING,
                        MissingField.IGNORE.key(),
                        Choice.validator(MissingField.class),
                        Importance.LOW,
                        "What to do if there is no such field: false, silently (ignore) or logged at DEBUG (warn), or"
                                + " fail the record.",
                        GROUP,
                        5,
                        Width.SHORT,
                        "On missing field"));
    }

    private static ConfigDef defineRules(ConfigDef definition) {
        return definition
                .define(
                        PATTERN,
                        ConfigDef.Type.STRING,
                        "",
                        new PatternRule(),
                        Importance.MEDIUM,
                        "True if the whole text of the value matches this regular expression.",
                        GROUP,
                        2,
                        Width.LONG,
                        "Pattern")
                .define(
                        VALUES,
                        ConfigDef.Type.LIST,
                        List.of(),
                        Importance.MEDIUM,
                        "True if the text of the value is one of these.",
                        GROUP,
                        3,
                        Width.LONG,
                        "Values")
                .define(
                        IS_NULL,
                        ConfigDef.Type.BOOLEAN,
                        false,
                        Importance.MEDIUM,
                        "True if the value is null.",
                        GROUP,
                        4,
                        Width.SHORT,
                        "Is null");
    }

    private static final class PatternRule implements ConfigDef.Validator {
        @Override
        public void ensureValid(String name, Object value) {
            try {
                Pattern.compile((String) value);
            } catch (PatternSyntaxException e) {
                throw new ConfigException(name, value, "must be " + this);
            }
        }

        @Override
        public String toString() {
            return "a regular expression of java.util.regex";
        }
    }
}
