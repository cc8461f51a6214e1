package io.headrace.transforms.type;

import io.headrace.transforms.setting.EnumOption;

/** Which of a point's two coordinates comes first in the stored bytes. */
public enum AxisOrder implements EnumOption {
    XY("xy"),
    YX("yx");

    private final String key;

    AxisOrder(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }
}
