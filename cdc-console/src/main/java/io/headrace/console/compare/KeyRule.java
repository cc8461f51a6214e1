package io.headrace.console.compare;

import java.util.Optional;

/** How the values of one MySQL type are read as keys, and what the sink makes of them in an id. */
interface KeyRule {

    default String select(String column) {
        return column;
    }

    default String placeholder() {
        return "?";
    }

    /** What stands for the value where it is looked up among others. */
    default String lookup() {
        return placeholder();
    }

    default String idPart(String text) {
        return text;
    }

    default Optional<String> text(String idPart) {
        return Optional.of(idPart);
    }

    default String literal(String text) {
        return KeyColumn.textLiteral(text);
    }
}
