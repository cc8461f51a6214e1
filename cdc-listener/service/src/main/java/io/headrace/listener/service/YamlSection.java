package io.headrace.listener.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping in a YAML file, read key by key. A value that doesn't fit is reported as a mistake with its line, and its default is
 * returned, so that reading continues. Each method that takes a key makes it known; {@link #rejectUnknownKeys} reports the others.
 *
 * <p>References in values are resolved. Messages show a value as it is written, never what a reference resolved to.
 */
final class YamlSection {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");

    private final String name;
    private final int line;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final References references;
    private final Mistakes mistakes;

    YamlSection(String name, Node node, References references, Mistakes mistakes) {
        this.name = name;
        this.line = lineOf(node);
        this.references = references;
        this.mistakes = mistakes;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                entries.put(((ScalarNode) tuple.getKeyNode()).getValue(), tuple);
            }
        } else if (!isNull(node)) {
            mistakes.add(line, "needs a mapping (key: value) for " + name + ", but is " + kind(node));
        }
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** Reports a mistake at the section's first line. */
    void mistake(String text) {
        mistakes.add(line, text);
    }

    /** Reports a mistake at a key's value, or at the section's first line if the key is missing. */
    void mistake(String key, String text) {
        mistakes.add(node(key).map(YamlSection::lineOf).orElse(line), text);
    }

    Optional<String> text(String key) {
        return node(key).flatMap(node -> scalar(label(key), node));
    }

    String text(String key, String defaultValue) {
        return text(key).orElse(defaultValue);
    }

    /** Returns a text that must be present. A missing or blank one is a mistake, and returned as the empty string. */
    String required(String key, String what) {
        Optional<String> text = text(key);
        if (text.isEmpty() || text.get().isBlank()) {
            mistake(key, label(key) + " is needed: " + what);
            return "";
        }
        return text.get();
    }

    int integer(String key, int defaultValue, int min, int max) {
        return parsed(key, defaultValue, "a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            return number >= min && number <= max ? Optional.of(number) : Optional.empty();
        });
    }

    boolean flag(String key, boolean defaultValue) {
        return parsed(key, defaultValue, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Duration duration(String key, Duration defaultValue) {
        return parsed(key, defaultValue, "a time such as 100ms, 5s, 10m or 1h", text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long amount = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofHours(amount);
                    });
        });
    }

    <T> T choice(String key, T defaultValue, Map<String, T> choices) {
        return chosen(key, choices).orElse(defaultValue);
    }

    /** Returns empty if the key is missing, or if its value is none of the choices, which is a mistake. */
    <T> Optional<T> chosen(String key, Map<String, T> choices) {
        return text(key).flatMap(text -> choice(key, text, choices));
    }

    <T> List<T> choices(String key, Map<String, T> choices) {
        List<T> chosen = new ArrayList<>();
        texts(key).forEach(text -> choice(key, text, choices).ifPresent(chosen::add));
        return chosen;
    }

    private <T> Optional<T> choice(String key, String text, Map<String, T> choices) {
        T chosen = choices.get(text);
        if (chosen == null) {
            String written = written(key, text);
            mistake(
                    key,
                    "needs one of " + String.join(", ", choices.keySet()) + " for " + label(key) + ", but is " + written
                            + (written.equals(text) ? DidYouMean.hint(text, choices.keySet()) : ""));
        }
        return Optional.ofNullable(chosen);
    }

    /** Returns a list of texts. A single text counts as a list of one. */
    List<String> texts(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (node.get() instanceof SequenceNode sequence) {
            sequence.getValue().forEach(item -> scalar(label(key), item).ifPresent(texts::add));
        } else {
            scalar(label(key), node.get()).ifPresent(texts::add);
        }
        return texts;
    }

    Optional<YamlSection> section(String key) {
        return node(key).map(node -> new YamlSection(label(key), node, references, mistakes));
    }

    List<YamlSection> sections(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode sequence)) {
            mistakes.add(lineOf(node.get()), "needs a list (- …) for " + label(key) + ", but is " + kind(node.get()));
            return List.of();
        }
        return sequence.getValue().stream()
                .map(item -> new YamlSection(label(key), item, references, mistakes))
                .toList();
    }

    /** Returns whether a key's value is a mapping. */
    boolean isSection(String key) {
        return node(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** Returns all keys, for a section whose keys are the user's own names. All of them become known. */
    List<String> keys() {
        known.addAll(entries.keySet());
        return List.copyOf(entries.keySet());
    }

    /** Returns those of the keys that are present, in the order of the file. */
    List<String> order(List<String> keys) {
        return entries.keySet().stream().filter(keys::contains).toList();
    }

    /** Reports the keys that no call has asked for. To be called last. */
    void rejectUnknownKeys() {
        entries.forEach((key, tuple) -> {
            if (!known.contains(key)) {
                mistakes.add(
                        lineOf(tuple.getKeyNode()),
                        "there is no " + label(key) + DidYouMean.hint(key, known) + " (known: "
                                + String.join(", ", known) + ")");
            }
        });
    }

    private <T> T parsed(String key, T defaultValue, String needed, Function<String, Optional<T>> parse) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        Optional<T> parsed;
        try {
            parsed = parse.apply(text.get());
        } catch (NumberFormatException e) {
            parsed = Optional.empty();
        }
        if (parsed.isEmpty()) {
            mistake(key, "needs " + needed + " for " + label(key) + ", but is " + raw(key));
        }
        return parsed.orElse(defaultValue);
    }

    private Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(entries.get(key))
                .map(NodeTuple::getValueNode)
                .filter(node -> !isNull(node));
    }

    private Optional<String> scalar(String label, Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            mistakes.add(lineOf(node), "needs a single value for " + label + ", but is " + kind(node));
            return Optional.empty();
        }
        try {
            return Optional.of(references.resolve(scalar.getValue()));
        } catch (IllegalArgumentException e) {
            mistakes.add(lineOf(node), label + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns a value as it is written, with its references: what they resolve to may be secret. */
    private String raw(String key) {
        return node(key)
                .map(node -> node instanceof ScalarNode scalar ? scalar.getValue() : kind(node))
                .orElse("missing");
    }

    /** Returns one of a key's texts for a message, unless it came from a reference: it may be secret. */
    String written(String key, String text) {
        Stream<Node> nodes = node(key).stream()
                .flatMap(node -> node instanceof SequenceNode list ? list.getValue().stream() : Stream.of(node));
        boolean literal = nodes.anyMatch(
                node -> node instanceof ScalarNode scalar && scalar.getValue().equals(text));
        return literal ? text : "something else, by a reference";
    }

    private String label(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String kind(Node node) {
        return node instanceof MappingNode ? "a mapping" : node instanceof SequenceNode ? "a list" : "a single value";
    }
}
