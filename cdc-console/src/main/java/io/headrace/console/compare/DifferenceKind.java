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
            return "left out by the connectors, but in documents written before that: --repair resends their rows";
        }
        if (value == null || value.isMissingNode()) {
            return "not in the document, as for a column that was added after the row was sent, which causes no event:"
                    + " --repair resends such rows, reindex --from snapshot all rows";
        }
        if (text == null) {
            return "NULL in the row: a converter with replace.null.with.default, or an older change, put a value there";
        }
        if (value.isTextual() && value.textValue().indexOf('\uFFFD') >= 0 && text.indexOf('\uFFFD') < 0) {
            return "a character was lost (U+FFFD): the stream can't read the latin1 bytes 81 8D 8F 90 9D; convert the"
                    + " column to utf8mb4";
        }
        return switch (type) {
            case "year" ->
                text.equals("0") ? "YEAR 0000, which a snapshot reads as 2000 and the source's library as 1900" : "";
            case "datetime", "date", "timestamp" -> ofDate(text);
            case "float", "double" ->
                value.isNumber()
                        ? "a FLOAT or DOUBLE number with other digits than MySQL displays: the source's types step"
                                + " rounds them if datatype.propagate.source.type is set"
                        : "";
            case "time" -> "a TIME that a snapshot read with snapshot.fetch.size loses its sign and fraction";
            default -> "";
        };
    }

    private static String ofDate(String text) {
        if (YEAR_ZERO.matcher(text).matches()) {
            return "a date in year 0, which snapshot and stream read differently";
        }
        return LEFT_OUT_DAYS.matcher(text).matches()
                ? "a day in October 1582 that does not exist in the driver's calendar: snapshots read it ten days later"
                : "";
    }
}
