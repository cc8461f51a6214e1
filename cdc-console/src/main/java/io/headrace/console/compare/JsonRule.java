package io.headrace.console.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON columns: the same value, whatever the spelling, the order of names, or how a number is written. */
final class JsonRule implements ValueRule {

    /** MySQL's own times have six digits of fraction where it prints them, the stream has no zeros at their end. */
    private static final Pattern TIME =
            Pattern.compile("((?:\\d{4}-\\d\\d-\\d\\d |-?)\\d{2,3}:\\d\\d:\\d\\d)(\\.\\d{1,6})?");

    private static final Pattern BYTES = Pattern.compile("base64:type\\d+:");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    public String select(String column) {
        return "CAST(" + column + " AS CHAR)";
    }

    @Override
    public boolean same(String text, JsonNode value) {
        try {
            JsonNode wanted = JSON.readTree(text);
            return equal(wanted, value) || (value.isTextual() && equal(wanted, JSON.readTree(value.textValue())));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** The JSON value null may stand as a null field. */
    @Override
    public boolean sameAsNull(String text) {
        return text.equals("null");
    }

    /** One spelling of MySQL's own types in JSON, which differ between the server, a snapshot and the stream. */
    private static String canonical(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            String fraction = time.group(2) == null ? "" : time.group(2).replaceFirst("\\.?0+$", "");
            return time.group(1) + fraction;
        }
        Matcher bytes = BYTES.matcher(text);
        return bytes.lookingAt() ? text.substring(bytes.end()) : text;
    }

    /** @param a the row's side */
    private static boolean equal(JsonNode a, JsonNode b) {
        if (a.isTextual() && b.isTextual()) {
            return canonical(a.textValue()).equals(canonical(b.textValue()));
        }
        if (a.isNumber() && b.isTextual()) {
            // digits that a JSON number of a document could not hold
            return new java.math.BigDecimal(b.textValue()).compareTo(a.decimalValue()) == 0;
        }
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0
                    || (a.doubleValue() == b.doubleValue() && a.isFloatingPointNumber());
        }
        if (a.isObject() && b.isObject()) {
            if (a.size() != b.size()) {
                return false;
            }
            for (Map.Entry<String, JsonNode> field : a.properties()) {
                JsonNode other = b.get(field.getKey());
                if (other == null || !equal(field.getValue(), other)) {
                    return false;
                }
            }
            return true;
        }
        if (a.isArray() && b.isArray()) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!equal(a.get(i), b.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }
}
