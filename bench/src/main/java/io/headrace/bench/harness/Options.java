package io.headrace.bench.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code --name value} words of a benchmark, with their defaults. */
public record Options(Map<String, String> values) {

    /**
     * @throws IllegalArgumentException when a word is no known option, or has no value
     */
    public static Options parse(List<String> words, Map<String, String> defaults) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        for (int i = 0; i < words.size(); i += 2) {
            String word = words.get(i);
            String name = word.startsWith("--") ? word.substring(2) : "";
            if (!defaults.containsKey(name)) {
                throw new IllegalArgumentException("Unknown option " + word + ". There are: --"
                        + String.join(
                                ", --", defaults.keySet().stream().sorted().toList()));
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException(word + " needs a value, such as " + defaults.get(name));
            }
            values.put(name, words.get(i + 1));
        }
        return new Options(values);
    }

    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("No option is called --" + name);
        }
        return value;
    }

    public int positive(String name) {
        try {
            int value = Integer.parseInt(get(name));
            if (value > 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("--" + name + " takes a whole number above 0, not " + get(name));
    }

    public String oneOf(String name, String... allowed) {
        if (!List.of(allowed).contains(get(name))) {
            throw new IllegalArgumentException(
                    "--" + name + " takes " + String.join(", ", allowed) + ", not " + get(name));
        }
        return get(name);
    }
}
