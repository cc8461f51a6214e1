package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Differences that come from MySQL's or Debezium's own ways, by what can be done about them. */
final class DifferenceKind {

    private static final Pattern YEAR_ZERO = Pattern.compile("0000-(0[1-9]|1\\d)-(0[1-9]|[123]\\d).*");
    private static final Pattern LEFT_OUT_DAYS = Pattern.compile("1582-10-(0[5-9]|1[0-4]).*");

    private DifferenceKind() {}

    static String of(String type, @Nullable String text, @Nullable JsonNode value) {
        if (type.isEmpty()) {
            return "left out by the connectors, and in documents that were written before that: --repair sends their rows again";
        }
        if (value == null || value.isMissingNode()) {
            return "not in the document, as of a column that was added after the row was sent, which has no event:"
                    + " --repair sends such rows again, reindex --from snapshot all of them";
        }
        if (text == null) {
            return "NULL in the row: a converter with replace.null.with.default, or an older change, put a value there";
        }
        if (value.isTextual() && value.textValue().indexOf('\uFFFD') >= 0 && text.indexOf('\uFFFD') < 0) {
            return "a character was lost (U+FFFD): the stream can't read the bytes 81 8D 8F 90 9D of latin1; convert the column"
                    + " to utf8mb4";
        }
        return switch (type) {
            case "year" ->
                text.equals("0") ? "YEAR 0000, which a snapshot reads as 2000 and the source's library as 1900" : "";
            case "datetime", "date", "timestamp" -> ofDate(text);
            case "float", "double" ->
                value.isNumber()
                        ? "a number of FLOAT or DOUBLE with other digits than MySQL shows: the types step of the source rounds"
                                + " them with datatype.propagate.source.type"
                        : "";
            case "time" -> "a TIME that a snapshot read with snapshot.fetch.size loses its sign and fraction";
            default -> "";
        };
    }

    private static String ofDate(String text) {
        if (YEAR_ZERO.matcher(text).matches()) {
            return "a date of the year 0, which snapshot and stream read differently";
        }
        return LEFT_OUT_DAYS.matcher(text).matches()
                ? "a day of October 1582 that the driver's calendar has not: snapshots read it ten days later"
                : "";
    }
}
