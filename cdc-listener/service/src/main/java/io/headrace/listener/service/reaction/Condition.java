package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Pattern;

/** A condition on a column's value, which is compared as text, a DECIMAL with all its digits: {@code 12.50}. */
public sealed interface Condition {
    boolean holds(JsonNode value);

    /** The value is one of these. */
    record In(Set<String> texts) implements Condition {
        public In {
            texts = Set.copyOf(texts);
        }

        @Override
        public boolean holds(JsonNode value) {
            return texts.contains(ColumnText.of(value));
        }
    }

    /** The whole value matches the regular expression. */
    record Matches(Pattern pattern) implements Condition {
        @Override
        public boolean holds(JsonNode value) {
            return !value.isNull() && pattern.matcher(ColumnText.of(value)).matches();
        }
    }
}
