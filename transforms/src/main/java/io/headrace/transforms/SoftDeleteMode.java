package io.headrace.transforms;

import io.headrace.transforms.setting.Choice;

/** Which way soft deletes go. */
enum SoftDeleteMode implements Choice {
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
