package io.headrace.transforms.path;

import io.headrace.transforms.setting.EnumOption;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do if a path names nothing in a row. */
public enum MissingField implements EnumOption {
    IGNORE("ignore"),
    WARN("warn"),
    FAIL("fail");

    /** By this name whichever package the class is in: workers' log settings may hold it. */
    private static final Logger LOG = LoggerFactory.getLogger("io.headrace.transforms.field.MissingField");

    private final String key;

    MissingField(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    /** Called when a plan is compiled, so at most once per schema and path, not for each record. */
    public void reportInSchema(FieldLocation location, String found) {
        if (this == FAIL) {
            throw missing(location, found);
        }
        if (this == WARN) {
            LOG.warn(text(location, found));
        }
    }

    /** Called for values without a schema, whose shape may differ from record to record: warns at DEBUG only. */
    public void reportInValue(FieldLocation location, String found) {
        if (this == FAIL) {
            throw missing(location, found);
        }
        if (this == WARN && LOG.isDebugEnabled()) {
            LOG.debug(text(location, found));
        }
    }

    private static DataException missing(FieldLocation location, String found) {
        return new DataException(text(location, found));
    }

    private static String text(FieldLocation location, String found) {
        return location.message(
                "a field of that name",
                found,
                "Correct the path, or set on.missing.field=ignore where rows may lack it.");
    }
}
