package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import java.util.List;

/**
 * One kind of mistake.
 *
 * @param name how findings name it
 * @param about what goes wrong, in a sentence
 */
record Rule(String name, Severity severity, String about, Check check) {

    /** Looks at one connector, beside the others that are linted with it. */
    @FunctionalInterface
    interface Check {
        void on(Connector connector, List<Connector> all, Found found);
    }

    /** Takes what a check finds. */
    @FunctionalInterface
    interface Found {
        void at(String key, String message, Change... fix);
    }

    static Rule error(String name, String about, Check check) {
        return new Rule(name, Severity.ERROR, about, check);
    }

    public static Rule warning(String name, String about, Check check) {
        return new Rule(name, Severity.WARNING, about, check);
    }
}
