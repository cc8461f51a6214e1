package io.headrace.transforms.json;

import io.headrace.transforms.setting.EnumOption;

/** What becomes of a record in which JSON was expanded. */
public enum JsonOutput implements EnumOption {
    /** It leaves without a schema. */
    MAP("map"),
    /** It gets the schema that its JSON's shape asks for. */
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
