package io.headrace.transforms;

import io.headrace.transforms.setting.EnumOption;

/** Whether deletes become marks or marks become deletes. */
enum SoftDeleteMode implements EnumOption {
    MARK("mark"),
    TOMBSTONE("tombstone");

    private final String key;

    SoftDeleteMode(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
