package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.spi.UndecodableException;
import java.io.IOException;

/** Parses JSON so that numbers keep every digit and messages never show the text. Thread-safe. */
public final class Json {
    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private Json() {}

    /**
     * Parses a value and unwraps it when it is of a JsonConverter with {@code schemas.enable=true}; its schema then tells which
     * of its texts are decimals.
     *
     * @param what names the text in a message
     */
    static JsonNode parse(byte[] bytes, String what) {
        JsonNode node;
        try {
            node = READER.readTree(bytes);
        } catch (JsonProcessingException e) {
            long at = e.getLocation() == null ? 0 : e.getLocation().getByteOffset();
            // The cause's message quotes the text, so it is not kept.
            throw new UndecodableException(
                    "the " + what + " is not JSON: it breaks at byte " + at + " of " + bytes.length, null);
        } catch (IOException e) {
            throw new UndecodableException("the " + what + " cannot be read as JSON", null);
        }
        if (node instanceof ObjectNode object && object.size() == 2 && object.has("schema") && object.has("payload")) {
            return ConnectSchema.decimals(object.get("schema"), object.get("payload"));
        }
        return node;
    }

    /**
     * Parses what somebody asked for, with every digit of its numbers.
     *
     * @throws JsonProcessingException when it is not JSON
     */
    public static JsonNode exact(String text) throws JsonProcessingException {
        return READER.readTree(text);
    }
}
