package io.headrace.console.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Points and shapes: the same kind with the same coordinates in the same order, whether the document has GeoJSON, its text, WKT,
 * an object of {@code lat} and {@code lon}, or the bytes that Debezium sends. MySQL keeps the longitude first in all of its
 * reference systems, and so do its GeoJSON and its bytes.
 */
final class ShapeRule implements ValueRule {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The base64 text of the bytes, without the four of the reference system, and GeoJSON, which begins with a brace. */
    @Override
    public String select(String column) {
        return "CONCAT(TO_BASE64(SUBSTRING(CAST(" + column + " AS BINARY), 5)), ST_AsGeoJSON(" + column + "))";
    }

    @Override
    public boolean same(String text, JsonNode value) {
        int end = text.indexOf('{');
        if (value.has("wkb")) {
            return text.substring(0, end)
                    .replace("\n", "")
                    .equals(value.path("wkb").asText());
        }
        try {
            return WellKnownText.ofGeoJson(JSON.readTree(text.substring(end))).equals(shape(value));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static WellKnownText shape(JsonNode value) throws JsonProcessingException {
        if (value.isTextual()) {
            String text = value.textValue();
            return text.startsWith("{") ? WellKnownText.ofGeoJson(JSON.readTree(text)) : WellKnownText.parse(text);
        }
        return value.has("lat")
                ? WellKnownText.ofPoint(value.path("lon"), value.path("lat"))
                : WellKnownText.ofGeoJson(value);
    }
}
