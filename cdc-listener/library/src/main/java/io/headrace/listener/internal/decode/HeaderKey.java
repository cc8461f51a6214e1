package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.headrace.listener.spi.UndecodableException;
import java.nio.charset.StandardCharsets;

/**
 * The old key of a key change. It is a header, so it was written by the worker's header converter: JSON by JsonConverter,
 * and by the default SimpleHeaderConverter for keys of plain columns too. Anything else is kept as text.
 */
final class HeaderKey {

    private HeaderKey() {}

    static JsonNode parse(byte[] bytes) {
        if (bytes == null) {
            return NullNode.getInstance();
        }
        try {
            return Json.parse(bytes, "header __debezium.oldkey");
        } catch (UndecodableException e) {
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
