package io.headrace.transforms.type;

import io.headrace.transforms.setting.EnumOption;

/** How BIT(n) is written. */
public enum BitsFormat implements EnumOption {
    NUMBER("number"),
    BINARY("binary");

    private final String key;

    BitsFormat(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
