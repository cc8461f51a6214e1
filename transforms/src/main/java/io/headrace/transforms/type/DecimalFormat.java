package io.headrace.transforms.type;

import io.headrace.transforms.setting.Choice;

/** How decimals are written. */
public enum DecimalFormat implements Choice {
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
