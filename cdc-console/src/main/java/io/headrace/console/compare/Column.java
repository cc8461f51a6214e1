package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One column of a table, with the rule by which a document's field is judged. */
public final class Column {

    private final String name;
    private final String field;
    private final String type;
    private final ValueRule rule;

    Column(String name, String type, ValueRule rule) {
        this(name, name, type, rule);
    }

    private Column(String name, String field, String type, ValueRule rule) {
        this.name = name;
        this.field = field;
        this.type = type;
        this.rule = rule;
    }

    /** A column that no document is to hold: one that has a value for it differs. */
    public static Column leftOut(String name) {
        return new Column(name, "", new ValueRule() {
            @Override
            public String select(String column) {
                return "NULL";
            }

            @Override
            public boolean same(String text, JsonNode value) {
                return false;
            }
        });
    }

    /** The same, in a field of another name. */
    public Column in(String otherField) {
        return new Column(name, otherField, type, rule);
    }

    public String name() {
        return name;
    }

    /** The document's field. */
    public String field() {
        return field;
    }

    /** The expression to select, for a column already quoted. */
    public String select(String quoted) {
        return rule.select(quoted);
    }

    /**
     * Whether the document says what the row says. A value that can't be read, on either side, is a difference.
     *
     * @param text MySQL's text of {@link #select}, null for NULL
     * @param value the document's field; null or a missing node when it has none
     */
    public boolean same(@Nullable String text, @Nullable JsonNode value) {
        try {
            if (value == null || value.isMissingNode()) {
                return text == null;
            }
            if (value.isNull()) {
                return text == null || rule.sameAsNull(text);
            }
            return text != null && rule.same(text, value);
        } catch (RuntimeException unreadable) {
            return false;
        }
    }

    /** Why they differ, where the kind of difference has a name and a cure; empty otherwise. Holds no value. */
    public String kind(@Nullable String text, @Nullable JsonNode value) {
        return DifferenceKind.of(type, text, value);
    }
}
