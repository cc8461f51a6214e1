package io.headrace.transforms;

import io.headrace.transforms.setting.EnumOption;

/** Where a document's version comes from. */
enum VersionSource implements EnumOption {
    BINLOG("binlog"),
    TS_NS("ts_ns"),
    FIELD("field");

    private final String key;

    VersionSource(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
