package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Strings, label sets and bytes. */
final class TextRules {

    private TextRules() {}

    /** Text as the server converts it: a driver that decodes a column's own charset loses what that leaves undefined. */
    private static String converted(String column) {
        return "CONVERT(" + column + " USING utf8mb4)";
    }

    static final ValueRule TEXT = new ValueRule() {
        @Override
        public String select(String column) {
            return converted(column);
        }

        @Override
        public boolean same(String text, JsonNode value) {
            return value.isTextual() && value.textValue().equals(text);
        }
    };

    /** SET: a list of labels in MySQL's order, or MySQL's own comma-joined text. */
    static final ValueRule LABELS = new ValueRule() {
        @Override
        public String select(String column) {
            return converted(column);
        }

        @Override
        public boolean same(String text, JsonNode value) {
            if (value.isTextual()) {
                return value.textValue().equals(text);
            }
            List<String> found = new ArrayList<>();
            value.forEach(label -> found.add(label.asText()));
            return value.isArray() && found.equals(text.isEmpty() ? List.of() : List.of(text.split(",")));
        }
    };

    /** Bytes as base64 (either alphabet), hexadecimal, or a UUID in its canonical form. */
    static final ValueRule BYTES = new ValueRule() {
        @Override
        public String select(String column) {
            return "HEX(" + column + ")";
        }

        @Override
        public boolean same(String hex, JsonNode value) {
            if (!value.isTextual()) {
                return false;
            }
            String found = value.textValue();
            return found.replace("-", "").toUpperCase(Locale.ROOT).equals(hex)
                    || hexOfBase64(found).equals(hex);
        }

        private String hexOfBase64(String text) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
                return HexFormat.of().withUpperCase().formatHex(bytes);
            } catch (IllegalArgumentException notBase64) {
                return "not base64";
            }
        }
    };
}
