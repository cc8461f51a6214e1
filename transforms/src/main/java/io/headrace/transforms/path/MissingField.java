package io.headrace.transforms.path;

import io.headrace.transforms.setting.EnumOption;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do if a path names nothing in a row. */
public enum MissingField implements EnumOption {
    IGNORE("ignore"),
    WARN("warn"),
    FAIL("fail");

    private static final Logger LOG = LoggerFactory.getLogger(MissingField.class);

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

    /** Called for a record that has no fields at all, such as a text; each of the paths names nothing then. */
    public void reportNonRow(String transform, List<FieldPath> paths, String type) {
        for (FieldPath path : paths) {
            reportInValue(
                    new FieldLocation(transform, FieldLocation.NO_SCHEMA, path.text()), "a record of type " + type);
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
