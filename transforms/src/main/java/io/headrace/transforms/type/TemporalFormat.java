package io.headrace.transforms.type;

import io.headrace.transforms.setting.EnumOption;

/** How dates and times are written. */
public enum TemporalFormat implements EnumOption {
    ISO8601("iso8601"),
    EPOCH_MILLIS("epoch_millis");

    private final String key;

    TemporalFormat(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
