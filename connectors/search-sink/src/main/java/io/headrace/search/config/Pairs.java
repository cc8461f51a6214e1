package io.headrace.search.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Lists of a:b. */
final class Pairs {
    private Pairs() {}

    static Map<String, String> parse(String setting, String form, List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new ConfigException(setting, text, "has to be pairs of " + form + ", separated by commas");
            }
            pairs.put(
                    text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
        return Collections.unmodifiableMap(pairs);
    }
}
