package io.headrace.console.compare;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * MySQL's column types as keys, as docs/identity.md specifies them. Keys go through the pipeline as Debezium writes them,
 * without our transforms: numbers and text as they are, dates as days, times as numbers since 1970, bytes as base64.
 */
public final class KeyTable {

    /** How the source writes bytes in keys: its {@code binary.handling.mode}. */
    public enum Bytes {
        BASE64,
        BASE64_URL_SAFE,
        HEX;

        /** The setting's words; base64, which JSON gives plain bytes, for any other. */
        public static Bytes of(String mode) {
            return switch (mode.toLowerCase(Locale.ROOT)) {
                case "hex" -> HEX;
                case "base64-url-safe" -> BASE64_URL_SAFE;
                default -> BASE64;
            };
        }
    }

    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");

    private final KeyFormat format;

    public KeyTable(KeyFormat format) {
        this.format = format;
    }

    /** The key column, or empty for a type from whose values no id can be told. */
    public Optional<KeyColumn> column(String name, String dataType, String columnType) {
        boolean unsigned = columnType.toLowerCase(Locale.ROOT).contains("unsigned");
        Optional<KeyRule> rule = switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "year" -> Optional.of(KeyNumbers.INTEGER);
            case "bigint" -> unsigned ? KeyNumbers.unsigned(format.unsigned()) : Optional.of(KeyNumbers.INTEGER);
            case "decimal" -> KeyNumbers.decimal(format.decimals(), number(columnType, 2));
            case "bit" -> Optional.of(number(columnType, 1) > 1 ? KeyNumbers.bits(number(columnType, 1)) : oneBit());
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> Optional.of(TEXT);
            case "enum" -> Optional.of(KeyLabels.ofEnum(columnType));
            case "set" -> Optional.of(KeyLabels.ofSet(columnType));
            case "date" -> Optional.of(KeyTimes.date(format.times()));
            case "time" -> KeyTimes.time(format.times(), number(columnType, 1));
            case "datetime" -> KeyTimes.dateTime(format.times(), number(columnType, 1));
            // Without StableKey a snapshot writes 15.25Z and the stream 15.250Z: one row, two ids.
            case "timestamp" ->
                Optional.of(KeyTimes.timestamp(number(columnType, 1)))
                        .filter(stable -> format.isStable() || number(columnType, 1) == 0);
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" ->
                Optional.of(new KeyBytes(format.bytes()));
            default -> Optional.empty();
        };
        return rule.map(r -> new KeyColumn(name, r, isShownAsItIs(dataType, columnType)));
    }

    /** True or false, unless StableKey makes a number of it. */
    private KeyRule oneBit() {
        return format.isStable() ? KeyNumbers.ONE_BIT : KeyNumbers.BIT;
    }

    /** Dates, bytes, bits and decimals have other forms in documents, or several. */
    private static boolean isShownAsItIs(String dataType, String columnType) {
        return switch (dataType.toLowerCase(Locale.ROOT)) {
            case "smallint",
                    "mediumint",
                    "int",
                    "bigint",
                    "char",
                    "varchar",
                    "tinytext",
                    "text",
                    "mediumtext",
                    "longtext",
                    "enum" -> true;
            case "tinyint" -> !columnType.toLowerCase(Locale.ROOT).startsWith("tinyint(1)");
            default -> false;
        };
    }

    /** The numbers in parentheses of a column type; 0 for one that is not said, which for BIT stands for 1. */
    private static int number(String columnType, int which) {
        Matcher numbers = NUMBERS.matcher(columnType);
        return numbers.find() && numbers.group(which) != null ? Integer.parseInt(numbers.group(which)) : 0;
    }

    private static final KeyRule TEXT = new KeyRule() {
        @Override
        public String select(String column) {
            return "CONVERT(" + column + " USING utf8mb4)";
        }
    };
}
