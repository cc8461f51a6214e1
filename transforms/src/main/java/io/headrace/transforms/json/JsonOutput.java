package io.headrace.transforms.json;

import io.headrace.transforms.setting.EnumOption;

/** How a record leaves in which JSON was expanded. */
public enum JsonOutput implements EnumOption {
    /** Without a schema. */
    MAP("map"),
    /** With a schema inferred from the shape of its JSON. */
    STRUCT("struct");

    private final String key;

    JsonOutput(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
