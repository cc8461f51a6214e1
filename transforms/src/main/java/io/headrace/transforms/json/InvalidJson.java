package io.headrace.transforms.json;

import io.headrace.transforms.setting.EnumOption;

/** What to do about text that is no JSON. */
public enum InvalidJson implements EnumOption {
    KEEP("keep"),
    NULL("null"),
    FAIL("fail");

    private final String key;

    InvalidJson(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
