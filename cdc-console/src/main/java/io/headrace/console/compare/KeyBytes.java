package io.headrace.console.compare;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** Bytes as keys, read as hexadecimal. */
record KeyBytes(KeyTable.Bytes bytes) implements KeyRule {

    @Override
    public String select(String column) {
        return "HEX(" + column + ")";
    }

    @Override
    public String placeholder() {
        return "UNHEX(?)";
    }

    @Override
    public String idPart(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        return switch (bytes) {
            case HEX -> HexFormat.of().formatHex(raw);
            case BASE64 -> Base64.getEncoder().encodeToString(raw);
            case BASE64_URL_SAFE -> Base64.getUrlEncoder().encodeToString(raw);
        };
    }

    @Override
    public Optional<String> text(String idPart) {
        try {
            byte[] raw = switch (bytes) {
                case HEX -> HexFormat.of().parseHex(idPart);
                case BASE64 -> Base64.getDecoder().decode(idPart);
                case BASE64_URL_SAFE -> Base64.getUrlDecoder().decode(idPart);
            };
            String hex = HexFormat.of().withUpperCase().formatHex(raw);
            return Optional.of(hex).filter(text -> idPart(text).equals(idPart));
        } catch (IllegalArgumentException notBytes) {
            return Optional.empty();
        }
    }

    @Override
    public String literal(String hex) {
        return "x'" + hex + "'";
    }
}
