package io.headrace.transforms.type;

import io.headrace.transforms.setting.EnumOption;

/** Which digits of FLOAT, FLOAT(M,D) and DOUBLE(M,D) columns are written. */
public enum FloatFormat implements EnumOption {
    /** Those that MySQL displays and a snapshot reads. */
    SHOWN("shown"),
    /** Those that arrive, which from the binlog are all that are stored. */
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
