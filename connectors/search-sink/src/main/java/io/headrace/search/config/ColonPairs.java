package io.headrace.search.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of a:b. */
final class ColonPairs {
    private ColonPairs() {}

    /** The first one that is not in backticks; negative when there is none. */
    private static int colon(String text) {
        boolean quoted = false;
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == '`') {
                quoted = !quoted;
            } else if (text.charAt(at) == ':' && !quoted) {
                return at;
            }
        }
        return -1;
    }

    static Map<String, String> parse(String setting, String form, List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int colon = colon(text);
            if (colon < 1 || colon == text.length() - 1) {
                throw new SettingException(setting, text, "has to be pairs of " + form + ", separated by commas");
            }
            pairs.put(
                    text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
        return Collections.unmodifiableMap(pairs);
    }
}
