package io.headrace.console.lint;

import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.Transform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths that name no field, and numbers that the server reads as something else. */
final class FieldPathRules {

    private static final List<String> SINK_PATHS = List.of("fields.include", "fields.exclude", "document.id.fields");

    static final List<Rule> RULES = List.of(
            Rule.error("bad-path", "A path can't denote a field.", (c, all, found) -> {
                for (String key : c.config().keySet()) {
                    boolean ofSink = c.isOurSink() && (SINK_PATHS.contains(key) || key.equals("fields.rename"));
                    boolean ofTransform = key.matches("transforms\\..*\\.([a-z]+\\.)?fields")
                            && owner(c, key).startsWith("io.headrace.transforms.");
                    for (String path : ofSink || ofTransform ? paths(c.get(key)) : List.<String>of()) {
                        String plain = key.equals("fields.rename") ? path.replaceFirst(":[^:`]*$", "") : path;
                        fault(plain)
                                .ifPresent(
                                        fault -> found.at(
                                                key,
                                                "has the path " + plain + ", " + fault
                                                        + ". A name with dots goes in backticks, as in `a..b` or `spec.width`."));
                    }
                }
            }),
            Rule.warning(
                    "epoch-millis-as-years",
                    "Elasticsearch reads a four-digit number in a date field as a year.",
                    (c, all, found) -> {
                        for (String key : c.config().keySet()) {
                            boolean ofSink = c.isOurSink()
                                    && key.equals("temporal.format")
                                    && c.get("mapping.policy", "none").equalsIgnoreCase("none")
                                    && !c.get("index.mappings").contains("epoch_millis");
                            boolean ofSource = c.isSource() && key.matches("transforms\\..*\\.temporal\\.format");
                            if ((ofSink || ofSource) && c.is(key, "epoch_millis") && !templatesSayMillis(all)) {
                                found.at(
                                        key,
                                        "is epoch_millis: in a date field with the default format, 1000 is then the"
                                                + " year 1000 instead of a second after 1970. Give the fields"
                                                + " \"format\": \"epoch_millis\" in the index template (and lint it"
                                                + " too), or use "
                                                + (ofSink ? "iso." : "iso8601."));
                            }
                        }
                    }));

    private FieldPathRules() {}

    private static boolean templatesSayMillis(List<Connector> all) {
        return all.stream().anyMatch(other -> other.template().contains("epoch_millis"));
    }

    private static String owner(Connector c, String key) {
        return c.chain().stream()
                .filter(t -> key.startsWith(t.prefix()))
                .map(Transform::type)
                .findFirst()
                .orElse("");
    }

    /** Split at commas outside of backticks. */
    static List<String> paths(String list) {
        List<String> paths = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char ch = list.charAt(i);
            quoted ^= ch == '`';
            if (ch == ',' && !quoted) {
                paths.add(path.toString().strip());
                path.setLength(0);
            } else {
                path.append(ch);
            }
        }
        paths.add(path.toString().strip());
        paths.removeIf(String::isEmpty);
        return paths;
    }

    private static Optional<String> fault(String path) {
        if (path.chars().filter(ch -> ch == '`').count() % 2 != 0) {
            return Optional.of("whose backticks are not closed");
        }
        String plain = path.replaceAll("`[^`]*`", "q");
        boolean empty = plain.startsWith(".") || plain.endsWith(".") || plain.contains("..");
        return empty ? Optional.of("which contains an empty name") : Optional.empty();
    }
}
