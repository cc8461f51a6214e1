package io.headrace.transforms.type;

import java.util.List;

/**
 * A shape as MySQL and PostGIS know them.
 *
 * @param parts by kind: numbers of a position (POINT), or Lists of those, or Geometry (GEOMETRYCOLLECTION)
 */
record Geometry(Kind kind, List<?> parts) {

    enum Kind {
        POINT(1, "Point"),
        LINESTRING(2, "LineString"),
        POLYGON(3, "Polygon"),
        MULTIPOINT(4, "MultiPoint"),
        MULTILINESTRING(5, "MultiLineString"),
        MULTIPOLYGON(6, "MultiPolygon"),
        GEOMETRYCOLLECTION(7, "GeometryCollection");

        private final int wkbCode;
        private final String geoJsonName;

        Kind(int wkbCode, String geoJsonName) {
            this.wkbCode = wkbCode;
            this.geoJsonName = geoJsonName;
        }

        /** @throws IllegalArgumentException when there is no kind of that code */
        static Kind ofWkb(int code) {
            for (Kind kind : values()) {
                if (kind.wkbCode == code) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("unknown kind");
        }
    }

    String geoJson() {
        StringBuilder text = new StringBuilder(64);
        geoJson(text);
        return text.toString();
    }

    String wkt() {
        StringBuilder text = new StringBuilder(64);
        wkt(text);
        return text.toString();
    }

    private void geoJson(StringBuilder text) {
        text.append("{\"type\":\"").append(kind.geoJsonName).append("\",\"");
        if (kind != Kind.GEOMETRYCOLLECTION) {
            brackets(text.append("coordinates\":"), parts);
        } else {
            text.append("geometries\":[");
            for (int i = 0; i < parts.size(); i++) {
                ((Geometry) parts.get(i)).geoJson(i == 0 ? text : text.append(','));
            }
            text.append(']');
        }
        text.append('}');
    }

    private static void brackets(StringBuilder text, List<?> nested) {
        text.append('[');
        for (int i = 0; i < nested.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            if (nested.get(i) instanceof List<?> deeper) {
                brackets(text, deeper);
            } else {
                text.append(nested.get(i));
            }
        }
        text.append(']');
    }

    private void wkt(StringBuilder text) {
        text.append(kind.name());
        if (parts.isEmpty()) {
            text.append(" EMPTY");
        } else if (kind == Kind.POINT) {
            text.append('(');
            position(text, parts);
            text.append(')');
        } else {
            parentheses(text, parts);
        }
    }

    private static void parentheses(StringBuilder text, List<?> nested) {
        text.append('(');
        for (int i = 0; i < nested.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            if (nested.get(i) instanceof Geometry member) {
                member.wkt(text);
            } else if (((List<?>) nested.get(i)).isEmpty()) {
                text.append("EMPTY");
            } else if (((List<?>) nested.get(i)).get(0) instanceof List<?>) {
                parentheses(text, (List<?>) nested.get(i));
            } else {
                position(text, (List<?>) nested.get(i));
            }
        }
        text.append(')');
    }

    private static void position(StringBuilder text, List<?> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            text.append(i == 0 ? "" : " ").append(numbers.get(i));
        }
    }
}
