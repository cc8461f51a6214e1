package io.headrace.console.compare;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * MySQL's column types as keys. Keys go through the pipeline as Debezium writes them, without our transforms: whole
 * numbers and text as they are, dates as days since 1970, bytes as base64.
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

    private final Bytes bytes;
    private final boolean preciseUnsigned;

    /** @param preciseUnsigned whether BIGINT UNSIGNED keys are decimals, which JSON writes as base64 of their bytes */
    public KeyTable(Bytes bytes, boolean preciseUnsigned) {
        this.bytes = bytes;
        this.preciseUnsigned = preciseUnsigned;
    }

    /** The key column, or empty for a type from whose values no id can be told. */
    public Optional<KeyColumn> column(String name, String dataType, String columnType) {
        boolean unsigned = columnType.toLowerCase(Locale.ROOT).contains("unsigned");
        Optional<KeyRule> rule = switch (dataType.toLowerCase(Locale.ROOT)) {
            case "tinyint", "smallint", "mediumint", "int", "year" -> Optional.of(INTEGER);
            case "bigint" -> Optional.of(unsigned && preciseUnsigned ? DECIMAL_BYTES : INTEGER);
            case "char", "varchar", "tinytext", "text" -> Optional.of(TEXT);
            case "date" -> Optional.of(DATE);
            case "binary", "varbinary", "tinyblob", "blob" -> Optional.of(new BytesRule(bytes));
            default -> Optional.empty();
        };
        return rule.map(r -> new KeyColumn(name, r));
    }

    private static final KeyRule TEXT = new KeyRule() {};

    private static final KeyRule INTEGER = new KeyRule() {
        @Override
        public Optional<String> text(String idPart) {
            boolean canonical = idPart.matches("0|-?[1-9]\\d{0,19}");
            return canonical ? Optional.of(idPart) : Optional.empty();
        }

        @Override
        public String literal(String text) {
            return new BigInteger(text).toString();
        }
    };

    private static final KeyRule DECIMAL_BYTES = new KeyRule() {
        @Override
        public String idPart(String text) {
            return Base64.getEncoder().encodeToString(new BigInteger(text).toByteArray());
        }

        @Override
        public Optional<String> text(String idPart) {
            try {
                BigInteger number = new BigInteger(Base64.getDecoder().decode(idPart));
                return Optional.of(number.toString())
                        .filter(text -> idPart(text).equals(idPart));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }

        @Override
        public String literal(String text) {
            return new BigInteger(text).toString();
        }
    };

    private static final KeyRule DATE = new KeyRule() {
        @Override
        public String select(String column) {
            return "CAST(" + column + " AS CHAR)";
        }

        @Override
        public String idPart(String text) {
            return Long.toString(LocalDate.parse(text).toEpochDay());
        }

        @Override
        public Optional<String> text(String idPart) {
            try {
                return Optional.of(LocalDate.ofEpochDay(Long.parseLong(idPart)).toString());
            } catch (NumberFormatException | DateTimeException notDays) {
                return Optional.empty();
            }
        }
    };

    /** Bytes, read as hexadecimal. */
    private record BytesRule(Bytes bytes) implements KeyRule {

        @Override
        public String select(String column) {
            return "HEX(" + column + ")";
        }

        @Override
        public String placeholder() {
            return "UNHEX(?)";
        }

        @Override
        public String idPart(String hex) {
            byte[] raw = HexFormat.of().parseHex(hex);
            return switch (bytes) {
                case HEX -> HexFormat.of().formatHex(raw);
                case BASE64 -> Base64.getEncoder().encodeToString(raw);
                case BASE64_URL_SAFE -> Base64.getUrlEncoder().encodeToString(raw);
            };
        }

        @Override
        public Optional<String> text(String idPart) {
            try {
                byte[] raw = switch (bytes) {
                    case HEX -> HexFormat.of().parseHex(idPart);
                    case BASE64 -> Base64.getDecoder().decode(idPart);
                    case BASE64_URL_SAFE -> Base64.getUrlDecoder().decode(idPart);
                };
                String hex = HexFormat.of().withUpperCase().formatHex(raw);
                return Optional.of(hex).filter(text -> idPart(text).equals(idPart));
            } catch (IllegalArgumentException notBytes) {
                return Optional.empty();
            }
        }

        @Override
        public String literal(String hex) {
            return "x'" + hex + "'";
        }
    }
}
