package io.headrace.console.lint;

import io.headrace.console.lint.config.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One mistake.
 *
 * @param file where it is
 * @param rule the rule's name
 * @param key the setting, or null when it is about the whole file
 * @param message what it is, what follows from it, what to do; never a secret
 * @param fix changes that correct it; none when a person must decide
 */
public record Finding(
        String file,
        String rule,
        Severity severity,
        @Nullable String key,
        String message,
        List<Change> fix) {

    public Finding {
        fix = List.copyOf(fix);
    }
}
