package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The schema that a JsonConverter writes beside a value. Without {@code decimal.format=NUMERIC} it writes decimals, and unsigned
 * 64-bit numbers among them, as the base64 of their bytes: the schema says which texts these are, and their scale.
 */
final class ConnectSchema {
    private static final String DECIMAL = "org.apache.kafka.connect.data.Decimal";

    private ConnectSchema() {}

    /** The payload, in which decimals are numbers. */
    static JsonNode decimals(JsonNode schema, JsonNode payload) {
        BigDecimal decimal = decimal(schema, payload);
        if (decimal != null) {
            return DecimalNode.valueOf(decimal);
        }
        if (payload instanceof ObjectNode object) {
            for (JsonNode field : schema.path("fields")) {
                String name = field.path("field").asText();
                JsonNode value = object.get(name);
                if (value != null) {
                    object.set(name, decimals(field, value));
                }
            }
        }
        return payload;
    }

    private static @Nullable BigDecimal decimal(JsonNode schema, JsonNode payload) {
        if (!payload.isTextual() || !DECIMAL.equals(schema.path("name").textValue())) {
            return null;
        }
        try {
            byte[] unscaled = Base64.getDecoder().decode(payload.textValue());
            int scale = Integer.parseInt(schema.path("parameters").path("scale").asText("0"));
            return new BigDecimal(new BigInteger(unscaled), scale);
        } catch (IllegalArgumentException e) {
            return null; // a text that is none stays as it is
        }
    }
}
