package io.headrace.transforms.predicate;

import io.headrace.transforms.envelope.ChangeEventReader;
import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.FieldReader;
import io.headrace.transforms.path.MissingField;
import io.headrace.transforms.path.ScalarText;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * True if a field of the row has one of the configured values, matches a pattern, or is null.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose row is after, or before if it is a delete, and flat rows; with a schema or
 *       without.
 *   <li><b>Tombstones</b> and other records without a row: false. So is a row without the field, unless {@code
 *       on.missing.field=fail}.
 *   <li><b>Errors:</b> a {@code DataException} if the field is missing and that is to fail; it holds no value.
 * </ul>
 *
 * <p>Any number of threads may test with it once it is configured.
 */
public class FieldMatches<R extends ConnectRecord<R>> extends RowPredicate<R> {

    public static final String OVERVIEW_DOC =
            "True if a field of the row equals one of some values, matches a pattern, or is null.";

    public static final ConfigDef CONFIG_DEF = FieldMatchesConfig.DEFINITION;

    private static final String NAME = "FieldMatches";

    @SuppressWarnings("NullAway.Init")
    private ChangeEventReader reader;

    @SuppressWarnings("NullAway.Init")
    private FieldPath path;

    @SuppressWarnings("NullAway.Init")
    private Pattern pattern;

    @SuppressWarnings("NullAway.Init")
    private Set<String> values;

    @SuppressWarnings("NullAway.Init")
    private MissingField missing;

    private boolean isNull;

    @Override
    public void configure(Map<String, ?> properties) {
        FieldMatchesConfig config = new FieldMatchesConfig(properties);
        reader = new ChangeEventReader(NAME, SchemaCacheConfig.SCHEMA_CACHE_SIZE_DEFAULT);
        path = config.field();
        pattern = config.pattern();
        values = config.listed();
        isNull = config.isNull();
        missing = config.missing();
    }

    @Override
    public boolean test(R record) {
        Object row = reader.row(record);
        if (row == null) {
            return false;
        }
        Object parent = FieldReader.read(row, path.parent(), missing, NAME);
        Object value = FieldReader.read(row, path, missing, NAME);
        if (isNull) {
            return value == null
                    && parent != null
                    && FieldReader.has(parent, path.last().name());
        }
        String text = value == null ? null : ScalarText.of(value);
        return text != null && (values.isEmpty() ? pattern.matcher(text).matches() : values.contains(text));
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }
}
