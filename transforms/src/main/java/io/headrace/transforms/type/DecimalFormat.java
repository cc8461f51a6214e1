package io.headrace.transforms.type;

import io.headrace.transforms.setting.EnumOption;

/** How decimals are written. */
public enum DecimalFormat implements EnumOption {
    NUMBER("number"),
    STRING("string"),
    AUTO("auto");

    private final String key;

    DecimalFormat(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
