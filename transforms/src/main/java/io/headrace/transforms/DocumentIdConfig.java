package io.headrace.transforms;

import io.headrace.transforms.field.FieldPath;
import io.headrace.transforms.field.FieldPaths;
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
                FieldPaths.atLeastOne(),
                "The fields that form the id, in this order: of the row (after, for deletes before), or of the key if"
                        + " there is no row, as in tombstones.");
        definition.define(
                SEPARATOR,
                ConfigDef.Type.STRING,
                ":",
                Importance.LOW,
                "Separates the values of several fields. Inside a value, it and the backslash are preceded by a"
                        + " backslash, so that ids of different rows differ.",
                GROUP,
                1,
                Width.SHORT,
                "Separator");
        definition.define(
                PREFIX,
                ConfigDef.Type.STRING,
                "",
                Importance.LOW,
                "Prefix of the id.",
                GROUP,
                2,
                Width.SHORT,
                "Prefix");
        return PlanConfig.define(definition);
    }
}
