package io.headrace.console.lint.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A correction of one setting.
 *
 * @param key the setting
 * @param to its new key, the same when only the value changes, null when it goes away
 * @param value its new value, null to keep the present one
 */
public record Change(
        String key, @Nullable String to, @Nullable String value) {

    public static Change set(String key, String value) {
        return new Change(key, key, value);
    }

    public static Change remove(String key) {
        return new Change(key, null, null);
    }

    public static Change rename(String key, String to) {
        return new Change(key, to, null);
    }

    /** The settings after the change, in their order; a new key goes to the end. */
    Map<String, String> applyTo(Map<String, String> config) {
        Map<String, String> changed = new LinkedHashMap<>();
        config.forEach((name, present) -> {
            if (!name.equals(key)) {
                changed.putIfAbsent(name, present);
            } else if (to != null) {
                changed.put(to, value == null ? present : value);
            }
        });
        if (to != null && value != null) {
            changed.putIfAbsent(to, value);
        }
        return changed;
    }
}
