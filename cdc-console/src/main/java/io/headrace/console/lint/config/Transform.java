package io.headrace.console.lint.config;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** One transform of a connector's chain. */
public record Transform(String alias, Connector in) {

    /** Whether a transform sees the records of a topic. */
    enum Applies {
        ALWAYS,
        SOMETIMES,
        NEVER
    }

    private static final Set<String> ROUTERS =
            Set.of("RegexRouter", "TimestampRouter", "ByLogicalTableRouter", "EventRouter", "ContentBasedRouter");

    public String prefix() {
        return "transforms." + alias + ".";
    }

    public String type() {
        return in.get(prefix() + "type");
    }

    public String get(String setting) {
        return in.get(prefix() + setting);
    }

    public String get(String setting, String otherwise) {
        return in.get(prefix() + setting, otherwise);
    }

    /** The class without its package and without the part of the record that it looks at. */
    public String simpleName() {
        return type().substring(type().lastIndexOf('.') + 1).replaceFirst("\\$(Key|Value)$", "");
    }

    public boolean isA(String simpleName) {
        return simpleName().equals(simpleName);
    }

    public boolean isOfKeys() {
        return type().endsWith("$Key");
    }

    /** Classes that are not known may do anything. */
    public boolean mayRename() {
        boolean known = ConfigSection.section(type()) != null
                || type().startsWith("io.debezium.transforms.")
                || type().startsWith("io.headrace.transforms.")
                || type().startsWith("org.apache.kafka.connect.transforms.");
        return !known
                || ROUTERS.contains(simpleName())
                || (isA("ExtractNewRecordState") && !get("route.by.field").isEmpty());
    }

    Applies appliesTo(String topic) {
        String predicate = get("predicate");
        if (predicate.isEmpty()) {
            return Applies.ALWAYS;
        }
        if (in.get("predicates." + predicate + ".type").endsWith("TopicNameMatches")) {
            try {
                boolean matches = Pattern.matches(in.get("predicates." + predicate + ".pattern"), topic);
                return matches != in.is(prefix() + "negate", "true") ? Applies.ALWAYS : Applies.NEVER;
            } catch (PatternSyntaxException e) {
                return Applies.SOMETIMES;
            }
        }
        return Applies.SOMETIMES;
    }

    /** Whether it expands JSON in a way that takes the schema off the record. */
    public boolean dropsSchemas() {
        if (isA("ExpandJson")) {
            return !get("output", "map").equalsIgnoreCase("struct");
        }
        return isA("FieldPipeline")
                && Connector.items(get("steps")).stream()
                        .anyMatch(step -> get(step + ".type").endsWith("ExpandJson")
                                && !get(step + ".output", "map").equalsIgnoreCase("struct"));
    }

    /** Whether null stays null behind it: it takes the defaults off the schema, as all of ours do. */
    public boolean takesDefaultsOff() {
        return isA("DebeziumTypeConverter")
                || isA("ExpandJson")
                || isA("FieldPipeline")
                || isA("TokenizeField")
                || isA("TruncateField");
    }
}
