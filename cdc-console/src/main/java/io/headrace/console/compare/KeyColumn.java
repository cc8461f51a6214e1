package io.headrace.console.compare;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** One column of a primary key: how its value is read, looked up, and written in a document's id. */
public final class KeyColumn {

    private final String name;
    private final KeyRule rule;
    private final boolean shownAsItIs;

    KeyColumn(String name, KeyRule rule, boolean shownAsItIs) {
        this.name = name;
        this.rule = rule;
        this.shownAsItIs = shownAsItIs;
    }

    /** Whether documents have its values as MySQL compares them with a number or a text: whole numbers, texts and labels. */
    public boolean isShownAsItIs() {
        return shownAsItIs;
    }

    public String name() {
        return name;
    }

    /** The expression to select, for a column already quoted. */
    public String select(String quoted) {
        return rule.select(quoted);
    }

    /** What stands for the value in a statement; it takes the text of {@link #select}. */
    public String placeholder() {
        return rule.placeholder();
    }

    /** As {@link #placeholder}, for {@code column IN (…)} alone. */
    public String lookup() {
        return rule.lookup();
    }

    /** The value's part of the document's id, for the text of {@link #select}. */
    public String idPart(String text) {
        return rule.idPart(text);
    }

    /** The text of {@link #select} for a part of an id; empty when no value of this column gives such an id. */
    public Optional<String> text(String idPart) {
        return rule.text(idPart);
    }

    /** The value as an SQL literal that no quoting rule of a server changes. */
    public String literal(String text) {
        return rule.literal(text);
    }

    /** Text as a literal: hexadecimal, so that neither quotes nor backslashes matter. */
    static String textLiteral(String text) {
        return "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }
}
