package io.headrace.transforms.json;

import io.headrace.transforms.setting.Choice;

/** What to do about text that is no JSON. */
public enum OnInvalid implements Choice {
    KEEP("keep"),
    NULL("null"),
    FAIL("fail");

    private final String key;

    OnInvalid(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
