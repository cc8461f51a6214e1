package io.headrace.console.compare;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** One column of a table, with the rule by which a document's field is judged. */
public final class Column {

    private final String name;
    private final ValueRule rule;

    Column(String name, ValueRule rule) {
        this.name = name;
        this.rule = rule;
    }

    public String name() {
        return name;
    }

    /** The expression to select, for a column already quoted. */
    public String select(String quoted) {
        return rule.select(quoted);
    }

    /**
     * Whether the document says what the row says.
     *
     * @param text MySQL's text of {@link #select}, null for NULL
     * @param value the document's field; null or a missing node when it has none
     */
    public boolean same(@Nullable String text, @Nullable JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return text == null || rule.sameAsNull(text);
        }
        return text != null && rule.same(text, value);
    }
}
