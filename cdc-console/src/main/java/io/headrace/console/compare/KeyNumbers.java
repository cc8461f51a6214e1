package io.headrace.console.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/** Numbers and bits as keys. They are read as results of an addition, which no zero fill and no driver's property changes. */
final class KeyNumbers {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);
    private static final String UNSIGNED = "CAST(? AS UNSIGNED)";

    private KeyNumbers() {}

    static final KeyRule INTEGER = new Digits("?", 0);

    /** BIT(1) as 1 or 0. */
    static final KeyRule ONE_BIT = new Digits(UNSIGNED, 0);

    /** BIT(1) and a single bit: true or false. */
    static final KeyRule BIT = new Digits(UNSIGNED, 0) {
        @Override
        public String idPart(String text) {
            return Boolean.toString(!text.equals("0"));
        }

        @Override
        public Optional<String> text(String idPart) {
            return switch (idPart) {
                case "true" -> Optional.of("1");
                case "false" -> Optional.of("0");
                default -> Optional.empty();
            };
        }
    };

    /**
     * BIGINT UNSIGNED. Beside decimals from 2^63 on, MySQL 8.0.33 finds no row by {@code (a, b) IN ((?, ?), (?, ?))}
     * (findings/mysql-row-in-list-misses-large-unsigned.sh): keys are cast to what the column is.
     */
    static Optional<KeyRule> unsigned(KeyFormat.Decimals format) {
        return switch (format) {
            case DIGITS -> Optional.of(new Digits(UNSIGNED, 0));
            case BASE64 -> Optional.of(new Encoded(UNSIGNED, 0));
            case SIGNED -> Optional.of(SIGNED);
            case DOUBLE -> Optional.empty();
        };
    }

    /** Empty for doubles, from which no id can be told. */
    static Optional<KeyRule> decimal(KeyFormat.Decimals format, int scale) {
        return switch (format) {
            case DIGITS -> Optional.of(new Digits(scale));
            case BASE64 -> Optional.of(new Encoded(scale));
            case SIGNED -> Optional.of(SIGNED);
            case DOUBLE -> Optional.empty();
        };
    }

    /** The exact plain decimal. */
    private static class Digits implements KeyRule {
        private final String placeholder;
        private final int scale;

        /** A text beside a DECIMAL would be compared as a double: it is cast. */
        Digits(int scale) {
            this(decimals(scale), scale);
        }

        static String decimals(int scale) {
            return "CAST(? AS DECIMAL(65," + scale + "))";
        }

        Digits(String placeholder, int scale) {
            this.placeholder = placeholder;
            this.scale = scale;
        }

        @Override
        public String select(String column) {
            return "(" + column + " + 0)";
        }

        @Override
        public String placeholder() {
            return placeholder;
        }

        @Override
        public String idPart(String text) {
            return new BigDecimal(text).setScale(scale).toPlainString();
        }

        @Override
        public Optional<String> text(String idPart) {
            if (!idPart.matches("-?\\d{1,65}(\\.\\d{1,30})?")) {
                return Optional.empty();
            }
            BigDecimal number = new BigDecimal(idPart);
            return number.scale() == scale && number.toPlainString().equals(idPart)
                    ? Optional.of(idPart)
                    : Optional.empty();
        }

        @Override
        public String literal(String text) {
            return new BigDecimal(text).toPlainString();
        }
    }

    /** Base64 of the unscaled bytes, as JSON has decimals without {@code decimal.format=NUMERIC}. */
    private static final class Encoded extends Digits {
        private final int scale;

        Encoded(int scale) {
            this(decimals(scale), scale);
        }

        Encoded(String placeholder, int scale) {
            super(placeholder, scale);
            this.scale = scale;
        }

        @Override
        public String idPart(String text) {
            return Base64.getEncoder()
                    .encodeToString(
                            new BigDecimal(text).setScale(scale).unscaledValue().toByteArray());
        }

        @Override
        public Optional<String> text(String idPart) {
            try {
                BigDecimal number =
                        new BigDecimal(new BigInteger(Base64.getDecoder().decode(idPart)), scale);
                return Optional.of(number.toPlainString())
                        .filter(text -> idPart(text).equals(idPart));
            } catch (IllegalArgumentException notANumber) {
                return Optional.empty();
            }
        }
    }

    /** BIGINT UNSIGNED with {@code bigint.unsigned.handling.mode=long}: the upper half is negative. */
    private static final KeyRule SIGNED = new Digits("?", 0) {
        @Override
        public String idPart(String text) {
            return Long.toString(new BigInteger(text).longValue());
        }

        @Override
        public Optional<String> text(String idPart) {
            return super.text(idPart).map(text -> {
                BigInteger number = new BigInteger(text);
                return (number.signum() < 0 ? number.add(TWO_TO_64) : number).toString();
            });
        }
    };

    /** BIT(n): its bytes, the lowest first, as base64. */
    static KeyRule bits(int width) {
        int size = (width + 7) / 8;
        return new Digits(UNSIGNED, 0) {
            @Override
            public String idPart(String text) {
                BigInteger bits = new BigInteger(text);
                byte[] raw = new byte[size];
                for (int i = 0; i < size; i++) {
                    raw[i] = bits.shiftRight(8 * i).byteValue();
                }
                return Base64.getEncoder().encodeToString(raw);
            }

            @Override
            public Optional<String> text(String idPart) {
                try {
                    byte[] raw = Base64.getDecoder().decode(idPart);
                    BigInteger bits = BigInteger.ZERO;
                    for (int i = raw.length - 1; i >= 0; i--) {
                        bits = bits.shiftLeft(8).or(BigInteger.valueOf(raw[i] & 0xff));
                    }
                    return Optional.of(bits.toString())
                            .filter(text -> idPart(text).equals(idPart));
                } catch (IllegalArgumentException notBase64) {
                    return Optional.empty();
                }
            }
        };
    }
}
