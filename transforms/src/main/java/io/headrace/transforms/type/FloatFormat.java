package io.headrace.transforms.type;

import io.headrace.transforms.setting.Choice;

/** How many digits of FLOAT, FLOAT(M,D) and DOUBLE(M,D) columns are written. */
public enum FloatFormat implements Choice {
    /** Those that MySQL shows, and a snapshot reads. */
    SHOWN("shown"),
    /** Those that come, which from the binlog are all that are stored. */
    STORED("stored");

    private final String key;

    FloatFormat(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
