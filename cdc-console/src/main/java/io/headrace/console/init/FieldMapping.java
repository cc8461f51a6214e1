package io.headrace.console.init;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Rest;

/**
 * The field of an index that a column becomes: a type that takes every value of the column as the source's transforms write it,
 * and by which people find it.
 *
 * @param mapping the field's properties, in Elasticsearch's words
 * @param why one reason, for the report; empty where the type goes without saying
 */
record FieldMapping(ObjectNode mapping, String why) {

    /** A double holds every decimal of so many digits exactly. */
    private static final int EXACT_DIGITS = 15;
    /** And a long every whole number of so many. */
    private static final int DIGITS_OF_LONG = 18;
    /** The longest text of four-byte characters that a keyword takes, 32,766 bytes. */
    private static final int LONGEST_KEYWORD = 8191;
    /** Up to here a text is taken for a code or name of one word, which nobody searches by its words. */
    private static final int LONGEST_CODE = 32;
    /** Beyond it a text is prose, which nobody compares as a whole or sorts by. */
    private static final int SHORTEST_PROSE = 1024;
    /** WGS 84, which MySQL's longitudes and latitudes are in. */
    private static final long WGS_84 = 4326;

    static FieldMapping of(TableFacts table, ColumnFacts column, ColumnUse use) {
        if (use.isToken(column)) {
            return new FieldMapping(keyword(), "a token, found by the token of what is looked for");
        }
        if (use.isBoolean(column)) {
            return new FieldMapping(type("boolean"), "TINYINT(1): true unless 0");
        }
        if (use.isUuid(column)) {
            return new FieldMapping(keyword(), "a UUID as text, by its name");
        }
        return switch (column.dataType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "year", "bit" -> whole(column);
            case "decimal" -> decimal(column);
            case "float" ->
                column.columnType().contains("(")
                        ? new FieldMapping(type("double"), "digits as MySQL displays them")
                        : plain("float");
            case "double" -> plain("double");
            case "date" -> date("strict_date", "");
            case "datetime" ->
                date(
                        "strict_date_optional_time",
                        column.fraction() > 3 ? "finds by milliseconds: date_nanos has no years before 1970" : "");
            case "timestamp" ->
                column.fraction() > 3
                        ? new FieldMapping(type("date_nanos").put("format", "strict_date_optional_time_nanos"), "")
                        : date("strict_date_optional_time", "");
            case "time" -> new FieldMapping(keyword(), "a time may be negative, or more than a day");
            case "enum", "set" -> new FieldMapping(keyword(), "");
            case "json" ->
                new FieldMapping(
                        type("flattened").put("ignore_above", LONGEST_KEYWORD),
                        "takes objects of any shape; a list of scalars or a scalar goes to the dead letters");
            case "point",
                    "geometry",
                    "linestring",
                    "polygon",
                    "multipoint",
                    "multilinestring",
                    "multipolygon",
                    "geomcollection",
                    "geometrycollection" -> shape(column);
            default -> column.isText() ? text(table, column) : bytes(table, column);
        };
    }

    private static FieldMapping whole(ColumnFacts column) {
        boolean unsigned = column.isUnsigned();
        return switch (column.dataType()) {
            case "tinyint" -> plain(unsigned ? "short" : "byte");
            case "smallint" -> plain(unsigned ? "integer" : "short");
            case "mediumint" -> plain("integer");
            case "int" -> plain(unsigned ? "long" : "integer");
            case "year" -> plain("short");
            case "bit" ->
                column.precision() == 1
                        ? plain("boolean")
                        : column.precision() == 64 ? plain("unsigned_long") : plain("long");
            default -> plain(unsigned ? "unsigned_long" : "long");
        };
    }

    private static FieldMapping decimal(ColumnFacts column) {
        if (column.scale() == 0 && column.precision() <= DIGITS_OF_LONG) {
            return new FieldMapping(type("long"), "a decimal without fraction");
        }
        if (column.precision() <= EXACT_DIGITS) {
            return new FieldMapping(
                    type("scaled_float").put("scaling_factor", Math.pow(10, column.scale())),
                    "exact: " + column.precision() + " digits, of which " + column.scale() + " of the fraction");
        }
        ObjectNode exact = keyword();
        exact.putObject("fields").putObject("number").put("type", "double");
        return new FieldMapping(
                exact,
                column.precision() + " digits are more than a double holds: the keyword is exact, .number is for ranges"
                        + " and sorting");
    }

    private static FieldMapping text(TableFacts table, ColumnFacts column) {
        ObjectNode words = type("text");
        if (table.isSearchedByWords(column.name()) && column.characters() >= SHORTEST_PROSE) {
            return new FieldMapping(words, "has a FULLTEXT index");
        }
        if (column.characters() >= SHORTEST_PROSE && !table.isLookedUpBy(column.name())) {
            return new FieldMapping(words, "prose: searched by its words");
        }
        if (column.characters() <= LONGEST_CODE
                || (column.isCaseSensitive() && !table.isSearchedByWords(column.name()))) {
            return new FieldMapping(
                    keyword(), column.characters() <= LONGEST_CODE ? "short" : "its collation compares it as a whole");
        }
        words.putObject("fields").set("keyword", keyword());
        return new FieldMapping(words, "searched by its words, and as a whole or sorted by .keyword");
    }

    private static FieldMapping bytes(TableFacts table, ColumnFacts column) {
        if (column.isBinary() && table.isLookedUpBy(column.name())) {
            return new FieldMapping(keyword(), "bytes with an index: found by their base64 text");
        }
        if (column.isBinary()) {
            return new FieldMapping(type("binary").put("doc_values", false), "bytes: kept, not searched");
        }
        ObjectNode kept = type("object").put("enabled", false);
        return new FieldMapping(kept, "type " + column.dataType() + ": kept, not searched");
    }

    private static FieldMapping shape(ColumnFacts column) {
        Long srid = column.srid();
        if (srid != null && srid != WGS_84) {
            return new FieldMapping(
                    type("object").put("enabled", false),
                    "coordinates of SRID " + srid + ", not longitude and latitude: kept, not searched");
        }
        String why =
                srid == null ? "bound to no SRID: one that is not longitude and latitude goes to the dead letters" : "";
        return new FieldMapping(type(column.dataType().equals("point") ? "geo_point" : "geo_shape"), why);
    }

    private static FieldMapping date(String format, String why) {
        return new FieldMapping(type("date").put("format", format), why);
    }

    private static FieldMapping plain(String type) {
        return new FieldMapping(type(type), "");
    }

    private static ObjectNode keyword() {
        return type("keyword").put("ignore_above", LONGEST_KEYWORD);
    }

    private static ObjectNode type(String type) {
        return Rest.JSON.createObjectNode().put("type", type);
    }
}
