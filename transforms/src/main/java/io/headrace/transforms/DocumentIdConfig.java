package io.headrace.transforms;

import io.headrace.transforms.path.FieldPath;
import io.headrace.transforms.path.FieldPathListValidator;
import io.headrace.transforms.path.PathConfig;
import io.headrace.transforms.setting.SchemaCacheConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of {@link DocumentId}. */
final class DocumentIdConfig extends AbstractConfig {

    static final String SEPARATOR = "separator";
    static final String PREFIX = "prefix";
    static final int SHA256_HEX = 64;
    static final int LONGEST_PREFIX = DocumentId.LONGEST_ID - SHA256_HEX;
    private static final String GROUP = "Id";

    static final ConfigDef DEFINITION = definition();

    DocumentIdConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        int prefixBytes = prefix().getBytes(StandardCharsets.UTF_8).length;
        if (prefixBytes > LONGEST_PREFIX) {
            throw new ConfigException("Setting '" + PREFIX + "' has " + prefixBytes + " bytes, needed at most "
                    + LONGEST_PREFIX + ", so that a long id, which becomes the prefix and a hash, has at most "
                    + DocumentId.LONGEST_ID + ". Shorten it.");
        }
        boolean several =
                fields().stream().anyMatch(path -> path.segments().stream().anyMatch(FieldPath.Segment::any));
        if (several) {
            throw new ConfigException(PathConfig.FIELDS, getList(PathConfig.FIELDS), "must name single values: no '*'");
        }
        if (fields().size() > 1 && (separator().isEmpty() || separator().contains("\\"))) {
            throw new ConfigException(
                    SEPARATOR,
                    separator(),
                    "must not be empty, nor hold a backslash, with several fields: ids of different rows could be equal");
        }
    }

    List<FieldPath> fields() {
        return PathConfig.fields(this);
    }

    String separator() {
        return getString(SEPARATOR);
    }

    String prefix() {
        return getString(PREFIX);
    }

    private static ConfigDef definition() {
        ConfigDef definition = PathConfig.defineFields(
                new ConfigDef(),
                ConfigDef.NO_DEFAULT_VALUE,
                FieldPathListValidator.atLeastOne(),
                "The fields that make up the id, in this order. They are read from the row (after, or before if"
                        + " it is a delete), or from the key if there is no row, as in tombstones.");
        definition.define(
                SEPARATOR,
                ConfigDef.Type.STRING,
                ":",
                Importance.LOW,
                "Separates the values of several fields. A separator or a backslash inside a value is escaped"
                        + " by a backslash, so that different rows have different ids.",
                GROUP,
                1,
                Width.SHORT,
                "Separator");
        definition.define(
                PREFIX, ConfigDef.Type.STRING, "", Importance.LOW, "Precedes the id.", GROUP, 2, Width.SHORT, "Prefix");
        return SchemaCacheConfig.define(definition);
    }
}
