package io.headrace.transforms;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;

/**
 * Puts a keyed token in the place of personal data.
 *
 * <p>Works on the value; $Key on the key. Called by any number of threads once configured.
 */
public class TokenizeField<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    public static final String OVERVIEW_DOC =
            "Puts a keyed token (HMAC-SHA-256) in the place of personal data, in before and after of change events, in flat"
                    + " rows and in keys. Equal values have equal tokens, so search by token and joins still work.";

    public static final ConfigDef CONFIG_DEF = TokenizeFieldConfig.DEFINITION;

    private final FieldTransform transform;

    public TokenizeField() {
        this(RecordPart.VALUE);
    }

    private TokenizeField(RecordPart part) {
        transform = new FieldTransform("TokenizeField", part);
    }

    @Override
    public void configure(Map<String, ?> properties) {
        TokenizeFieldConfig config = new TokenizeFieldConfig(properties);
        transform.open(config.steps("TokenizeField"), PlanConfig.cacheSize(config));
    }

    @Override
    public R apply(R record) {
        return transform.apply(record);
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public String version() {
        return TransformVersion.VERSION;
    }

    @Override
    public void close() {
        transform.close();
    }

    /** Works on the record's key. */
    public static final class Key<R extends ConnectRecord<R>> extends TokenizeField<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Works on the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends TokenizeField<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
