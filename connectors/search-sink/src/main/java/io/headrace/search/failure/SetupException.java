package io.headrace.search.failure;

import org.apache.kafka.connect.errors.ConnectException;

/**
 * The set-up, and no record, is to blame: going on would write documents under wrong ids, or one topic's over another's.
 * It stops the task. Its message names the setting and the cure, and never holds a value of a record.
 */
public final class SetupException extends ConnectException {
    private static final long serialVersionUID = 1;

    private final String setting;

    public SetupException(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    /** The name of the setting whose change cures it. */
    public String setting() {
        return setting;
    }
}
