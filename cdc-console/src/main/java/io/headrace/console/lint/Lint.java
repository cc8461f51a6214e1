package io.headrace.console.lint;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.lint.config.Change;
import io.headrace.console.lint.config.Connector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                    ClashRules.RULES,
                    TopicRules.RULES,
                    IdentityRules.RULES,
                    ChainRules.RULES,
                    SizeRules.RULES,
                    FieldPathRules.RULES,
                    SharedRules.RULES,
                    ValueRules.RULES)
            .flatMap(List::stream)
            .toList();

    /** They say less than another rule of the same setting does. */
    private static final Set<String> WEAKER = Set.of("unknown-setting", "unknown-setting-within", "bad-value");

    /** The rules with at least one mistake that has one right answer. */
    static final Set<String> CORRECTING = Set.of(
            "address-without-scheme",
            "bad-task-count",
            "bad-value",
            "clashing-settings",
            "composite-key-order-lost",
            "data-stream-clash",
            "data-stream-stops-at-deletes",
            "dead-letters-too-small",
            "dead-letters-without-reason",
            "decimal-keys-as-base64",
            "decimals-as-bytes",
            "decimals-as-double",
            "deletes-not-indexed",
            "deletes-rewritten",
            "envelope-as-document",
            "events-skipped-on-failure",
            "expanded-before-schema-is-needed",
            "flat-rows-told-by-names",
            "header-text-lost",
            "ids-from-offsets",
            "key-in-log",
            "listed-twice",
            "literal-secret",
            "malformed-ignored",
            "missing-sink-setting",
            "negate-without-predicate",
            "no-heartbeat",
            "no-tombstones",
            "no-topic-creation",
            "null-becomes-default",
            "one-table-stops-all",
            "query-shows-clear-values",
            "reads-uncommitted",
            "regex-dots",
            "removed-setting",
            "renamed-setting",
            "renamed-unwrap-setting",
            "renamed-value",
            "report-without-dead-letters",
            "schema-wrapper-expected",
            "several-tasks",
            "silent-drops",
            "source-tolerates-errors",
            "stray-space",
            "table-without-database",
            "times-cut-to-milliseconds",
            "topic-smaller-than-producer",
            "unknown-class",
            "unknown-setting",
            "unknown-setting-within",
            "unsigned-keys-as-base64",
            "unsigned-turns-negative",
            "unwritten-topic");

    /** A file's name and text. */
    public record Source(String name, String text) {}

    /**
     * @param findings errors and warnings, file by file
     * @param skipped what was not looked at
     * @param files how many files were read
     */
    public record Report(List<Finding> findings, List<Skipped> skipped, int files, long errors, long warnings) {
        public Report {
            findings = List.copyOf(findings);
            skipped = List.copyOf(skipped);
        }
    }

    private final List<Finding> unreadable = new ArrayList<>();
    private final List<Connector> connectors = new ArrayList<>();
    private final Map<String, ObjectNode> texts = new LinkedHashMap<>();

    /** Reads the files; those that hold no connector, such as index templates, are looked into for the others only. */
    public Lint(List<Source> sources) {
        sources.forEach(this::read);
    }

    /** What the rules are called and what they are about. */
    public static Map<String, String> rules() {
        Map<String, String> about = new LinkedHashMap<>();
        RULES.forEach(rule -> about.put(rule.name(), rule.about()));
        about.put("not-json", "The file is not JSON, or contains a key twice.");
        about.put("not-a-connector", "The file's name and config do not have the right form.");
        return about;
    }

    public Report check() {
        List<Finding> findings = new ArrayList<>(unreadable);
        List<Skipped> skipped = new ArrayList<>();
        int files = unreadable.size();
        for (Connector connector : connectors) {
            if (!connector.isTemplate()) {
                files++;
                findings.addAll(findings(connector));
                skipped.addAll(Skipped.in(connector, connectors));
            }
        }
        long errors =
                findings.stream().filter(f -> f.severity() == Severity.ERROR).count();
        return new Report(findings, skipped, files, errors, findings.size() - errors);
    }

    /** Corrects what has one right answer; the corrected files by name, only those that changed. */
    public Map<String, String> fix() {
        Map<String, String> changed = new LinkedHashMap<>();
        for (int i = 0; i < connectors.size(); i++) {
            if (connectors.get(i).isTemplate()) {
                continue;
            }
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
                boolean known =
                        WEAKER.contains(rule.name()) && findings.stream().anyMatch(f -> key.equals(f.key()));
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
                    "is not JSON that Connect would accept: " + e.getOriginalMessage()
                            + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")"));
            return;
        }
        JsonNode config = json.path("config").isMissingNode() ? json : json.path("config");
        if (json.has("index_patterns") || json.has("mappings") || json.has("template")) {
            connectors.add(Connector.ofTemplate(source.name(), source.text()));
            return;
        }
        String name = json.path("name").asText(config.path("name").asText(""));
        if (!config.isObject() || name.isBlank()) {
            unreadable(
                    source,
                    "not-a-connector",
                    "is not a connector: needed {\"name\": …, \"config\": {…}}"
                            + (name.isBlank() ? "; the name is missing." : "; config is not an object."));
            return;
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : config.properties()) {
            if (entry.getValue().isContainerNode()) {
                unreadable(
                        source,
                        "not-a-connector",
                        "has an object or list as the value of " + entry.getKey() + "; Connect accepts only text.",
                        entry.getKey());
            } else if (!entry.getKey().equals("name") && !entry.getValue().isNull()) {
                settings.put(entry.getKey(), entry.getValue().asText());
            }
        }
        texts.put(source.name(), (ObjectNode) json);
        connectors.add(new Connector(source.name(), name, settings));
    }

    private void unreadable(Source source, String rule, String message) {
        unreadable(source, rule, message, null);
    }

    private void unreadable(Source source, String rule, String message, @Nullable String key) {
        unreadable.add(new Finding(source.name(), rule, Severity.ERROR, key, message, List.of()));
    }

    /** In the form that the file had: what stands beside the settings stays, such as an initial state. */
    private String text(Connector connector) {
        ObjectNode file =
                texts.getOrDefault(connector.file(), JSON.createObjectNode()).deepCopy();
        ObjectNode config = file;
        if (file.has("config")) {
            config = file.putObject("config");
        } else {
            config.removeAll();
            config.put("name", connector.name());
        }
        connector.config().forEach(config::put);
        try {
            return JSON.writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
