package io.headrace.transforms.text;

import io.headrace.transforms.setting.EnumOption;
import java.util.Locale;

/** What is done to text before it is tokenized, so that different spellings of one value get one token. */
public enum Normalization implements EnumOption {
    NONE("none") {
        @Override
        String apply(String text) {
            return text;
        }
    },
    LOWER("lower") {
        @Override
        String apply(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    TRIM_LOWER("trim-lower") {
        @Override
        String apply(String text) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
    };

    private final String key;

    Normalization(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    abstract String apply(String text);
}
