package io.headrace.console.compare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * ENUM and SET as keys. MySQL orders them by their numbers, so they are read and looked up by those, and the id has the
 * labels.
 *
 * @param labels in the column's order
 * @param several whether a value may have several of them (SET)
 */
record KeyLabels(List<String> labels, boolean several) implements KeyRule {

    static KeyLabels ofEnum(String columnType) {
        return new KeyLabels(labels(columnType), false);
    }

    static KeyLabels ofSet(String columnType) {
        return new KeyLabels(labels(columnType), true);
    }

    /** Of {@code enum('a','it''s')}: quotes are doubled. */
    private static List<String> labels(String columnType) {
        List<String> labels = new ArrayList<>();
        StringBuilder label = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < columnType.length(); i++) {
            char c = columnType.charAt(i);
            boolean doubled = c == '\'' && inside && i + 1 < columnType.length() && columnType.charAt(i + 1) == '\'';
            if (doubled) {
                label.append(c);
                i++;
            } else if (c == '\'') {
                if (inside) {
                    labels.add(label.toString());
                    label.setLength(0);
                }
                inside = !inside;
            } else if (inside) {
                label.append(c);
            }
        }
        return labels;
    }

    /** Its number as a whole one: an addition would make a double of it, which has no room for 64 labels. */
    @Override
    public String select(String column) {
        return "CAST(" + column + " AS UNSIGNED)";
    }

    @Override
    public String placeholder() {
        return "CAST(? AS UNSIGNED)";
    }

    /** In a row among rows, MySQL compares an ENUM as text. */
    @Override
    public String lookup() {
        String each = labels.stream().map(KeyColumn::textLiteral).collect(Collectors.joining(", "));
        return (several ? "MAKE_SET" : "ELT") + "(CAST(? AS UNSIGNED), " + each + ")";
    }

    @Override
    public String literal(String text) {
        return KeyColumn.textLiteral(idPart(text));
    }

    @Override
    public String idPart(String text) {
        if (!several) {
            int number = Integer.parseInt(text);
            return number == 0 ? "" : labels.get(number - 1); // 0 is what is no label
        }
        BigInteger bits = new BigInteger(text);
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (bits.testBit(i)) {
                chosen.add(labels.get(i));
            }
        }
        return String.join(",", chosen);
    }

    @Override
    public Optional<String> text(String idPart) {
        if (!several) {
            int at = labels.indexOf(idPart);
            return at < 0 ? Optional.of("0").filter(zero -> idPart.isEmpty()) : Optional.of(Integer.toString(at + 1));
        }
        BigInteger bits = BigInteger.ZERO;
        for (String label : idPart.isEmpty() ? new String[0] : idPart.split(",", -1)) {
            int at = labels.indexOf(label);
            if (at < 0) {
                return Optional.empty();
            }
            bits = bits.setBit(at);
        }
        return Optional.of(bits.toString()).filter(text -> idPart(text).equals(idPart));
    }
}
