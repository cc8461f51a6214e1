package io.headrace.console.lint;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks connector JSON, and corrects what has one right answer. */
public final class Lint {

    private static final int MOST_CORRECTIONS = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final List<Rule> RULES = Stream.of(
                    RenamedKeys.RULES,
                    FormRules.RULES,
                    SecretRules.RULES,
                    SourceRules.RULES,
                    SinkRules.RULES,
                    SharedRules.RULES)
            .flatMap(List::stream)
            .toList();

    /** A file's name and text. */
    public record Source(String name, String text) {}

    /**
     * @param findings errors and warnings, file by file
     * @param files how many files were read
     */
    public record Report(List<Finding> findings, int files, long errors, long warnings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }

    private final List<Finding> unreadable = new ArrayList<>();
    private final List<Connector> connectors = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** Reads the files; those that hold no connector, such as index templates, are passed over. */
    public Lint(List<Source> sources) {
        sources.forEach(this::read);
    }

    /** What the rules are called and what they are about. */
    public static Map<String, String> rules() {
        Map<String, String> about = new LinkedHashMap<>();
        RULES.forEach(rule -> about.put(rule.name(), rule.about()));
        about.put("not-json", "The file is no JSON, or has one key twice.");
        about.put("not-a-connector", "The file has a name and config of the wrong form.");
        return about;
    }

    public Report check() {
        List<Finding> findings = new ArrayList<>(unreadable);
        for (Connector connector : connectors) {
            findings.addAll(findings(connector));
        }
        long errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
        return new Report(findings, connectors.size() + unreadable.size(), errors, findings.size() - errors);
    }

    /** Corrects what has one right answer; the corrected files by name, only those that changed. */
    public Map<String, String> fix() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (int i = 0; i < connectors.size(); i++) {
            for (int step = 0; step < MOST_CORRECTIONS && correctOne(i); step++) {
                changed.put(connectors.get(i).file(), text(connectors.get(i)));
            }
        }
        return changed;
    }

    /** One finding at a time, since its correction may bring up or settle others. */
    private boolean correctOne(int index) {
        Connector connector = connectors.get(index);
        for (Finding finding : findings(connector)) {
            Connector corrected = connector;
            for (Change change : finding.fix()) {
                corrected = corrected.with(change);
            }
            if (!corrected.config().equals(connector.config())) {
                connectors.set(index, corrected);
                return true;
            }
        }
        return false;
    }

    private List<Finding> findings(Connector connector) {
        List<Finding> findings = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.check().on(connector, connectors, (key, message, fix) -> {
                boolean known = rule.name().equals("unknown-setting")
                        && findings.stream().anyMatch(f -> key.equals(f.key()));
                if (!known) {
                    findings.add(
                            new Finding(connector.file(), rule.name(), rule.severity(), key, message, List.of(fix)));
                }
            });
        }
        return findings;
    }

    private void read(Source source) {
        JsonNode json;
        try {
            json = JSON.readTree(source.text());
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            unreadable(
                    source,
                    "not-json",
                    "is no JSON that Connect would take: " + e.getOriginalMessage()
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
            return;
        }
        JsonNode config = json.path("config").isMissingNode() ? json : json.path("config");
        if (json.has("index_patterns") || json.has("mappings") || json.has("template")) {
            skipped.add(source.name());
            return;
        }
        String name = json.path("name").asText(config.path("name").asText(""));
        if (!config.isObject() || name.isBlank()) {
            unreadable(
                    source,
                    "not-a-connector",
                    "is no connector: needed {\"name\": …, \"config\": {…}}"
                            + (name.isBlank() ? "; the name is missing." : "; config is no object."));
            return;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : config.properties()) {
            if (entry.getValue().isContainerNode()) {
                unreadable(
                        source,
                        "not-a-connector",
                        "has an object or list as value of " + entry.getKey() + "; Connect takes text only.",
                        entry.getKey());
            } else if (!entry.getKey().equals("name")) {
                settings.put(entry.getKey(), entry.getValue().asText());
            }
        }
        connectors.add(new Connector(source.name(), name, settings));
    }

    private void unreadable(Source source, String rule, String message) {
        unreadable(source, rule, message, null);
    }

    private void unreadable(Source source, String rule, String message, @Nullable String key) {
        unreadable.add(new Finding(source.name(), rule, Severity.ERROR, key, message, List.of()));
    }

    private static String text(Connector connector) {
        ObjectNode file = JSON.createObjectNode().put("name", connector.name());
        ObjectNode config = file.putObject("config");
        connector.config().forEach(config::put);
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
