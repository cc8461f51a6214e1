package io.headrace.console.workload;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value for a column, by its type: different ones for the numbers 0, 1, 2 …, as far as the type has so many.
 *
 * @param placeholder what stands for it in a statement
 * @param value by the number of the row; a type that Connector/J takes
 */
record MadeValue(String placeholder, LongFunction<Object> value) {

    private static final Pattern NUMBERS = Pattern.compile("\\((\\d+)(?:,(\\d+))?\\)");
    private static final Pattern OPTION = Pattern.compile("'((?:[^']|'')*)'");
    private static final String[] WORDS = {
        "alder", "birch", "cedar", "elm", "fir", "hazel", "juniper", "larch", "maple", "oak", "pine", "rowan", "willow",
        "yew"
    };
    private static final int LONGEST_TEXT = 200;
    private static final long DAYS = 2_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2021, 1, 1);

    /** Empty for a type that no value is known for. */
    static Optional<MadeValue> of(WrittenColumn column, SplittableRandom random) {
        int length = number(column.type(), 1, 1);
        return switch (column.dataType()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> Optional.of(plain(integers(column, random)));
            case "decimal" ->
                Optional.of(plain(decimals(number(column.type(), 1, 10), number(column.type(), 2, 0), random)));
            case "float", "double" -> Optional.of(plain(row -> random.nextInt(1_000_000) / 4.0));
            case "bit" -> Optional.of(plain(row -> random.nextLong(1L << Math.min(length, 62))));
            case "char", "varchar" -> Optional.of(plain(texts(column, length, random)));
            case "tinytext", "text", "mediumtext", "longtext" ->
                Optional.of(plain(texts(column, LONGEST_TEXT, random)));
            case "binary", "varbinary" -> Optional.of(plain(row -> bytes(Math.min(length, LONGEST_TEXT), random)));
            case "tinyblob", "blob", "mediumblob", "longblob" -> Optional.of(plain(row -> bytes(20, random)));
            case "json" ->
                Optional.of(plain(
                        row -> "{\"" + word(random) + "\": " + random.nextInt(1_000) + ", \"row\": " + row + "}"));
            case "enum", "set" -> options(column.type(), random);
            case "date" -> Optional.of(plain(row -> day(random).toString()));
            case "datetime", "timestamp" ->
                Optional.of(plain(row -> time(random).toString().replace('T', ' ')));
            case "time" ->
                Optional.of(plain(row -> String.format(
                        Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(60))));
            case "year" -> Optional.of(plain(row -> 1990 + random.nextInt(40)));
            case "point", "geometry" -> Optional.of(shape(column, row -> "POINT(" + place(random) + ")"));
            case "linestring" ->
                Optional.of(shape(column, row -> "LINESTRING(" + place(random) + ", " + place(random) + ")"));
            case "polygon" -> Optional.of(shape(column, row -> square(random.nextInt(40))));
            default -> Optional.empty();
        };
    }

    private static MadeValue plain(LongFunction<Object> value) {
        return new MadeValue("?", value);
    }

    private static MadeValue shape(WrittenColumn column, LongFunction<Object> text) {
        return new MadeValue("ST_GeomFromText(?, " + column.srid() + ")", text);
    }

    private static LongFunction<Object> integers(WrittenColumn column, SplittableRandom random) {
        BigInteger last = last(column);
        if (column.isUnique() && column.next() > 0) {
            return row -> BigInteger.valueOf(column.next())
                    .add(BigInteger.valueOf(row))
                    .min(last)
                    .longValue();
        }
        long bound = column.type().startsWith("tinyint(1)")
                ? 2
                : column.isUnique()
                        ? last.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue()
                        : Math.min(last.longValue(), 10_000);
        return row -> random.nextLong(bound);
    }

    private static BigInteger last(WrittenColumn column) {
        int bits = switch (column.dataType()) {
            case "tinyint" -> 8;
            case "smallint" -> 16;
            case "mediumint" -> 24;
            case "int" -> 32;
            default -> 64;
        };
        return BigInteger.ONE
                .shiftLeft(Math.min(63, column.type().contains("unsigned") ? bits : bits - 1))
                .subtract(BigInteger.ONE);
    }

    private static LongFunction<Object> decimals(int precision, int scale, SplittableRandom random) {
        long bound = BigInteger.TEN.pow(Math.min(precision, 15)).longValue();
        return row -> BigDecimal.valueOf(random.nextLong(bound), scale);
    }

    /** Plain ASCII, which every character set has. */
    private static LongFunction<Object> texts(WrittenColumn column, int length, SplittableRandom random) {
        String run = Long.toString(System.currentTimeMillis() & 0xFFFFFFFL, 36);
        boolean isAddress = column.name().toLowerCase(Locale.ROOT).contains("email");
        return row -> {
            String unique = Long.toString(row, 36) + "-" + run;
            String text = column.isUnique()
                    ? unique + (isAddress ? "@example.com" : " " + word(random))
                    : word(random) + (isAddress ? "." + unique + "@example.com" : " " + word(random));
            return text.substring(0, Math.min(length, text.length())).strip();
        };
    }

    private static byte[] bytes(int length, SplittableRandom random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Optional<MadeValue> options(String type, SplittableRandom random) {
        List<String> options = new ArrayList<>();
        Matcher matcher = OPTION.matcher(type);
        while (matcher.find()) {
            options.add(matcher.group(1).replace("''", "'"));
        }
        return options.isEmpty()
                ? Optional.empty()
                : Optional.of(plain(row -> options.get(random.nextInt(options.size()))));
    }

    private static LocalDate day(SplittableRandom random) {
        return FIRST_DAY.plusDays(random.nextLong(DAYS));
    }

    private static LocalDateTime time(SplittableRandom random) {
        return day(random).atTime(random.nextInt(24), random.nextInt(60), 1 + random.nextInt(59));
    }

    private static String place(SplittableRandom random) {
        return random.nextInt(-80, 80) + " " + random.nextInt(-80, 80);
    }

    private static String square(int at) {
        int end = at + 1;
        return "POLYGON((" + at + " " + at + ", " + at + " " + end + ", " + end + " " + end + ", " + end + " " + at
                + ", " + at + " " + at + "))";
    }

    private static String word(SplittableRandom random) {
        return WORDS[random.nextInt(WORDS.length)];
    }

    private static int number(String type, int group, int otherwise) {
        Matcher matcher = NUMBERS.matcher(type);
        return matcher.find() && matcher.group(group) != null ? Integer.parseInt(matcher.group(group)) : otherwise;
    }
}
