package io.headrace.search.config;

import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * A setting that can't stay as it is: alone, beside the others, or with the topics and keys that come, where going on would
 * write documents under wrong ids, or one topic's over another's. It stops the task, and no record is to blame. Its message
 * names the setting and the cure, and never holds a value of a record.
 */
public final class SettingException extends ConfigException {
    private static final long serialVersionUID = 1;

    private final String setting;

    /** @param message what is needed; the setting and its value are put before it */
    public SettingException(String setting, @Nullable Object value, String message) {
        super(setting, value, message);
        this.setting = setting;
    }

    /** @param message as it is shown */
    public SettingException(String setting, String message) {
        super(message);
        this.setting = setting;
    }

    /** The name of the setting whose change cures it. */
    public String setting() {
        return setting;
    }
}
