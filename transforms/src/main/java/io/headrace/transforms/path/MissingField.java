package io.headrace.transforms.path;

import io.headrace.transforms.setting.Choice;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What to do about a path that names nothing in a row. */
public enum MissingField implements Choice {
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

    /** Called when a plan is compiled, so at most once a schema and path, not once a record. */
    public void inSchema(Site site, String found) {
        if (this == FAIL) {
            throw missing(site, found);
        }
        if (this == WARN) {
            LOG.warn(text(site, found));
        }
    }

    /** Called for values without a schema, whose shape may differ in each record: warns at DEBUG only. */
    public void inValue(Site site, String found) {
        if (this == FAIL) {
            throw missing(site, found);
        }
        if (this == WARN && LOG.isDebugEnabled()) {
            LOG.debug(text(site, found));
        }
    }

    private static DataException missing(Site site, String found) {
        return new DataException(text(site, found));
    }

    private static String text(Site site, String found) {
        return site.message(
                "a field of that name",
                found,
                "Correct the path, or set on.missing.field=ignore where rows may lack it.");
    }
}
