package io.headrace.transforms.json;

import io.headrace.transforms.setting.EnumOption;

/** What to do with text that is not JSON. */
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
