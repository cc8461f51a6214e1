package io.headrace.transforms;

import io.headrace.transforms.engine.RecordPart;
import io.headrace.transforms.engine.RecordPlan;
import io.headrace.transforms.engine.RecordTransform;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * Replaces personal data by a keyed token (HMAC-SHA-256): equal values have equal tokens, so that searches and joins by
 * token still work.
 *
 * <ul>
 *   <li><b>Input:</b> change events, whose before and after are both tokenized, and flat rows. Takes text, whole numbers and
 *       bytes.
 *   <li><b>Output:</b> a new record in which each named field is text; the same object if it holds none of them.
 *   <li><b>Without a schema</b> it works alike, unless {@code required.columns} is set: that needs the schema's name.
 *   <li><b>Tombstones</b>, heartbeats, truncates and other records without a row pass untouched. A scalar where a row was
 *       expected fails with {@code on.missing.field=fail}.
 *   <li><b>Errors:</b> a field of another type, and by default a missing field, fail the record with a {@code DataException}
 *       that names the field. Neither the value nor the key of the HMAC is in any message.
 * </ul>
 *
 * <p>Tokenizes the record's value; {@link Key} tokenizes its key, and with it the headers in which Debezium repeats the old
 * and new key of an updated primary key. Any number of threads may apply it once it is configured.
 */
public class TokenizeField<R extends ConnectRecord<R>> extends RecordTransform<R> {

    public static final String OVERVIEW_DOC =
            "Replaces personal data by a keyed token (HMAC-SHA-256), in before and after of change events, in flat"
                    + " rows and in keys. Equal values have equal tokens, so search by token and joins still work.";

    public static final ConfigDef CONFIG_DEF = TokenizeFieldConfig.DEFINITION;

    private static final String NAME = "TokenizeField";

    public TokenizeField() {
        this(RecordPart.VALUE);
    }

    private TokenizeField(RecordPart part) {
        super(NAME, part, CONFIG_DEF);
    }

    @Override
    protected RecordPlan<R> plan(Map<String, ?> settings) {
        TokenizeFieldConfig config = new TokenizeFieldConfig(settings);
        return rowPlan(config.steps(NAME), config);
    }

    /** Tokenizes the record's key, that of tombstones too. */
    public static final class Key<R extends ConnectRecord<R>> extends TokenizeField<R> {
        public Key() {
            super(RecordPart.KEY);
        }
    }

    /** Tokenizes the record's value, as the outer class does. */
    public static final class Value<R extends ConnectRecord<R>> extends TokenizeField<R> {
        public Value() {
            super(RecordPart.VALUE);
        }
    }
}
