package io.headrace.transforms.text;

import io.headrace.transforms.setting.EnumOption;
import java.util.Base64;
import java.util.HexFormat;

/** How the 32 bytes of a token are written. */
public enum TokenEncoding implements EnumOption {
    HEX("hex") {
        @Override
        String encode(byte[] token) {
            return HexFormat.of().formatHex(token);
        }
    },
    BASE64URL("base64url") {
        @Override
        String encode(byte[] token) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        }
    };

    private final String key;

    TokenEncoding(String key) {
        this.key = key;
    }

    @Override
    public String key() {
        return key;
    }

    abstract String encode(byte[] token);
}
