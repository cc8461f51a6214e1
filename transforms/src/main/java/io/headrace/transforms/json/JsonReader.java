package io.headrace.transforms.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text as Map, List, String, Boolean, Long, Double and null. Names keep their order; if one occurs twice, its
 * last value counts. A number that neither a long nor a double holds exactly becomes the string of its digits.
 *
 * <p>Immutable, called by any thread. Names are not interned: keys that are data don't fill memory.
 */
public final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final int maxDepth;
    private final boolean ofMysql;

    /** @param ofMysql whether MySQL wrote the text, which may then hold values of MySQL's own types */
    public JsonReader(int maxDepth, boolean ofMysql) {
        this.maxDepth = maxDepth;
        this.ofMysql = ofMysql;
    }

    /** @throws MalformedJsonException if the text is no JSON value or is nested too deep; the message quotes none of it */
    public @Nullable Object parse(String text) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new MalformedJsonException("empty text");
            }
            Object value = value(parser, first, 0);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("more text after the JSON value, " + where(parser));
            }
            return value;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new MalformedJsonException("text of " + text.length() + " characters that is no JSON from line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + " on");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private @Nullable Object value(JsonParser parser, JsonToken token, int depth)
            throws IOException, MalformedJsonException {
        return switch (token) {
            case START_OBJECT -> object(parser, deeper(parser, depth));
            case START_ARRAY -> array(parser, deeper(parser, depth));
            case VALUE_STRING -> ofMysql ? MysqlJsonText.canonical(parser.getText()) : parser.getText();
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> JsonNumbers.fraction(parser.getText());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonParser parser, int depth)
            throws IOException, MalformedJsonException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            object.put(name, value(parser, parser.nextToken(), depth));
        }
        return object;
    }

    private List<@Nullable Object> array(JsonParser parser, int depth) throws IOException, MalformedJsonException {
        List<@Nullable Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            array.add(value(parser, token, depth));
        }
        return array;
    }

    private int deeper(JsonParser parser, int depth) throws MalformedJsonException {
        if (depth == maxDepth) {
            throw new MalformedJsonException("JSON nested deeper than max.depth=" + maxDepth + ", " + where(parser));
        }
        return depth + 1;
    }

    private static Object integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> JsonNumbers.wide(parser.getText());
        };
    }

    private static String where(JsonParser parser) {
        return "line " + parser.currentLocation().getLineNr() + ", column "
                + parser.currentLocation().getColumnNr();
    }
}
