package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shape as the words, brackets and numbers of its well-known text (OGC 06-103r4), so that two spellings of one shape are equal.
 *
 * @param tokens names in capitals, brackets, commas, and numbers as {@link Double#toString} writes them
 */
record WellKnownText(List<String> tokens) {

    private static final Pattern TOKEN = Pattern.compile("\\s*(?:([A-Za-z]+)|([(),])|([-+.\\deE]+))");

    WellKnownText {
        tokens = List.copyOf(tokens);
    }

    /** @throws IllegalArgumentException when it is no well-known text */
    static WellKnownText parse(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text.strip());
        int end = 0;
        while (token.lookingAt()) {
            tokens.add(
                    token.group(1) != null
                            ? token.group(1).toUpperCase(Locale.ROOT)
                            : token.group(2) != null ? token.group(2) : number(Double.parseDouble(token.group(3))));
            end = token.end();
            token.region(end, text.strip().length());
        }
        if (end < text.strip().length()) {
            throw new IllegalArgumentException("not the text of a shape");
        }
        return new WellKnownText(withoutBracketsOfPoints(tokens));
    }

    static WellKnownText ofPoint(JsonNode x, JsonNode y) {
        return new WellKnownText(List.of("POINT", "(", number(x), number(y), ")"));
    }

    /** @throws IllegalArgumentException when a number is missing */
    static WellKnownText ofGeoJson(JsonNode geoJson) {
        List<String> tokens = new ArrayList<>();
        geoJson(geoJson, tokens);
        return new WellKnownText(tokens);
    }

    private static void geoJson(JsonNode shape, List<String> to) {
        String type = shape.path("type").asText().toUpperCase(Locale.ROOT);
        to.add(type);
        boolean isCollection = type.equals("GEOMETRYCOLLECTION");
        JsonNode parts = shape.path(isCollection ? "geometries" : "coordinates");
        if (parts.isEmpty()) {
            to.add("EMPTY");
        } else if (isCollection) {
            to.add("(");
            for (int i = 0; i < parts.size(); i++) {
                if (i > 0) {
                    to.add(",");
                }
                geoJson(parts.get(i), to);
            }
            to.add(")");
        } else if (type.equals("POINT")) {
            to.add("(");
            coordinates(parts, to);
            to.add(")");
        } else {
            coordinates(parts, to);
        }
    }

    private static void coordinates(JsonNode part, List<String> to) {
        if (part.path(0).isNumber()) {
            part.forEach(number -> to.add(number(number)));
            return;
        }
        to.add("(");
        for (int i = 0; i < part.size(); i++) {
            if (i > 0) {
                to.add(",");
            }
            coordinates(part.get(i), to);
        }
        to.add(")");
    }

    /** The points of a multipoint may stand in brackets of their own, or not. */
    private static List<String> withoutBracketsOfPoints(List<String> tokens) {
        List<String> plain = new ArrayList<>();
        int depth = -1;
        for (String token : tokens) {
            if (token.equals("MULTIPOINT")) {
                depth = 0;
                plain.add(token);
            } else if (depth >= 0 && token.equals("(")) {
                depth++;
                if (depth == 1) {
                    plain.add(token);
                }
            } else if (depth >= 0 && token.equals(")")) {
                depth--;
                if (depth == 0) {
                    plain.add(token);
                    depth = -1;
                }
            } else {
                plain.add(token);
            }
        }
        return plain;
    }

    private static String number(JsonNode number) {
        if (!number.isNumber()) {
            throw new IllegalArgumentException("a coordinate is missing");
        }
        return number(number.doubleValue());
    }

    /** Zero has one sign. */
    private static String number(double number) {
        return Double.toString(number + 0.0);
    }
}
