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
 * A mapping of a YAML file, read key by key. What is wrong becomes a mistake with its line, and the reader goes on with the
 * default. {@link #end} turns the keys that nobody asked for into mistakes.
 */
final class Section {
    private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h)");

    private final String name;
    private final int line;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();
    private final References references;
    private final Mistakes mistakes;

    Section(String name, Node node, References references, Mistakes mistakes) {
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

    /** The line of the section, counted from 1. */
    int line() {
        return line;
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    void mistake(String text) {
        mistakes.add(line, text);
    }

    void mistake(String key, String text) {
        mistakes.add(node(key).map(Section::lineOf).orElse(line), text);
    }

    Optional<String> text(String key) {
        return node(key).flatMap(node -> scalar(label(key), node));
    }

    String text(String key, String otherwise) {
        return text(key).orElse(otherwise);
    }

    /** A text that must be there; when it is not, that is a mistake and the result is empty. */
    String required(String key, String what) {
        Optional<String> text = text(key);
        if (text.isEmpty() || text.get().isBlank()) {
            mistake(key, label(key) + " is needed: " + what);
            return "";
        }
        return text.get();
    }

    int integer(String key, int otherwise, int least, int most) {
        return parsed(key, otherwise, "a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
        });
    }

    boolean flag(String key, boolean otherwise) {
        return parsed(key, otherwise, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    Duration duration(String key, Duration otherwise) {
        return parsed(key, otherwise, "a time such as 100ms, 5s, 10m or 1h", text -> {
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

    <T> T choice(String key, T otherwise, Map<String, T> choices) {
        return chosen(key, choices).orElse(otherwise);
    }

    /** Empty when the key is not there, or is none of these, which is a mistake. */
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

    /** A list of texts; a single text is a list of one. */
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

    Optional<Section> section(String key) {
        return node(key).map(node -> new Section(label(key), node, references, mistakes));
    }

    List<Section> sections(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof SequenceNode sequence)) {
            mistakes.add(lineOf(node.get()), "needs a list (- …) for " + label(key) + ", but is " + kind(node.get()));
            return List.of();
        }
        return sequence.getValue().stream()
                .map(item -> new Section(label(key), item, references, mistakes))
                .toList();
    }

    /** Whether the key's value is a mapping. */
    boolean isSection(String key) {
        return node(key).filter(MappingNode.class::isInstance).isPresent();
    }

    /** The keys, for sections whose keys are names of the user's. All of them count as asked for. */
    List<String> keys() {
        asked.addAll(entries.keySet());
        return List.copyOf(entries.keySet());
    }

    /** Those of the keys that are there, in the order of the file. */
    List<String> order(List<String> keys) {
        return entries.keySet().stream().filter(keys::contains).toList();
    }

    /** Nobody will ask for more keys. */
    void end() {
        entries.forEach((key, tuple) -> {
            if (!asked.contains(key)) {
                mistakes.add(
                        lineOf(tuple.getKeyNode()),
                        "there is no " + label(key) + DidYouMean.hint(key, asked) + " (known: "
                                + String.join(", ", asked) + ")");
            }
        });
    }

    private <T> T parsed(String key, T otherwise, String needed, Function<String, Optional<T>> parse) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return otherwise;
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
        return parsed.orElse(otherwise);
    }

    private Optional<Node> node(String key) {
        asked.add(key);
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

    /** As it is written, with its references unresolved: they may lead to secrets. */
    private String raw(String key) {
        return node(key)
                .map(node -> node instanceof ScalarNode scalar ? scalar.getValue() : kind(node))
                .orElse("missing");
    }

    /** One of a key's texts as it is written. */
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
