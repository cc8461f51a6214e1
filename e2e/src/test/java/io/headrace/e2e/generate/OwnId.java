package io.headrace.e2e.generate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.StringJoiner;

/**
 * The id that docs/identity.md gives to a row, made of the texts of its key columns as {@link SqlColumn#expression()} reads
 * them, and of nothing that the sink or the console has.
 */
final class OwnId {

    private OwnId() {}

    static String of(List<SqlColumn> key, List<String> texts) {
        if (key.size() == 1) {
            return part(key.get(0), texts.get(0));
        }
        StringJoiner id = new StringJoiner(":");
        for (int i = 0; i < key.size(); i++) {
            id.add(part(key.get(i), texts.get(i)).replace("\\", "\\\\").replace(":", "\\:"));
        }
        return id.toString();
    }

    private static String part(SqlColumn column, String text) {
        return switch (column.base()) {
            case "decimal" -> new BigDecimal(text).toPlainString();
            case "date" -> Long.toString(LocalDate.parse(text).toEpochDay());
            case "datetime" -> moment(column, LocalDateTime.parse(text));
            case "timestamp" -> zoned(column, text);
            case "time" -> Long.toString(LocalTime.parse(text).toNanoOfDay() / 1000);
            case "binary", "varbinary" -> text.replace("\n", "");
            default -> text;
        };
    }

    private static String moment(SqlColumn column, LocalDateTime moment) {
        long seconds = moment.toEpochSecond(ZoneOffset.UTC);
        return digits(column) > 3
                ? Long.toString(seconds * 1_000_000 + moment.getLong(java.time.temporal.ChronoField.MICRO_OF_SECOND))
                : Long.toString(ChronoUnit.MILLIS.between(LocalDateTime.of(1970, 1, 1, 0, 0), moment));
    }

    private static String zoned(SqlColumn column, String text) {
        int digits = digits(column);
        String whole = text.substring(0, 19);
        String fraction = digits == 0 ? "" : text.substring(19, 20 + digits).replaceFirst("0+$", "");
        return whole + (fraction.equals(".") ? "" : fraction) + "Z";
    }

    private static int digits(SqlColumn column) {
        String digits = column.type().replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
