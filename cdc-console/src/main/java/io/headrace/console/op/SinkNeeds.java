package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.op.Diagnosis.Check;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a sink needs of its indices: for each topic that it names or that its pattern selects. */
final class SinkNeeds {

    /**
     * What sources write.
     *
     * @param tables topics with the tables whose changes are in them
     * @param notFollowed why the topics of some tables can't be told; empty where all can
     */
    record Written(Map<String, List<String>> tables, String notFollowed) {

        static final Written NOTHING = new Written(Map.of(), "");

        Written {
            tables = Map.copyOf(tables);
        }

        /** @param all tables of the server, each {@code database.table} */
        static Written by(List<JsonNode> sources, List<String> all) {
            Map<String, List<String>> tables = new TreeMap<>();
            String notFollowed = "";
            for (JsonNode source : sources) {
                for (String table : Capture.of(source).among(all)) {
                    try {
                        tables.computeIfAbsent(
                                        SourceTopic.ofTable(source, table).topic(), any -> new ArrayList<>())
                                .add(table);
                    } catch (SourceTopic.NotFollowed e) {
                        notFollowed = "source " + source.path("name").asText("") + ": " + e.getMessage();
                    }
                }
            }
            return new Written(tables, notFollowed);
        }
    }

    private final Target target;
    private final SearchRest search;
    private final Written written;

    /** @param written what the sources here and among the files write */
    SinkNeeds(Target target, SearchRest search, Written written) {
        this.target = target;
        this.search = search;
        this.written = written;
    }

    /** @param there all topics of Kafka, as far as they are known */
    List<Check> of(JsonNode config, Set<String> there) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        Set<String> topics = topics(config, there, checks);
        Map<String, List<String>> byIndex = new LinkedHashMap<>();
        for (String topic : topics) {
            try {
                byIndex.computeIfAbsent(
                                Route.index(
                                        config, SourceTopic.after(config, topic).topic()),
                                any -> new ArrayList<>())
                        .add(topic);
            } catch (SourceTopic.NotFollowed e) {
                checks.add(Check.skipped(
                        "index of topic " + topic,
                        "can't be followed: " + e.getMessage(),
                        "its blocks, privileges and mapping are not looked at",
                        ""));
            }
        }
        byIndex.forEach((index, its) -> {
            if (index.contains("${")) {
                checks.add(Check.skipped(
                        "index " + index,
                        "depends on each record",
                        "its blocks, privileges and mapping are not looked at",
                        ""));
                its.forEach(topic -> checks.addAll(names(topic, config)));
            } else {
                checks.addAll(IndexChecks.of(search, index, config).run());
                checks.add(search.privileges(index));
                checks.addAll(shared(config, index, its));
                its.forEach(topic -> checks.addAll(mapping(topic, index, config)));
            }
        });
        return checks;
    }

    private Set<String> topics(JsonNode config, Set<String> there, List<Check> checks) {
        TreeSet<String> topics = new TreeSet<>();
        for (String topic : config.path("topics").asText("").split(",")) {
            if (!topic.isBlank()) {
                topics.add(topic.strip());
            }
        }
        String regex = config.path("topics.regex").asText("");
        if (!regex.isEmpty()) {
            Pattern pattern;
            try {
                pattern = Pattern.compile(regex);
            } catch (PatternSyntaxException refusedByThePlugin) {
                return topics;
            }
            TreeSet<String> all = new TreeSet<>(there);
            all.addAll(written.tables().keySet());
            all.removeIf(topic -> !pattern.matcher(topic).matches());
            topics.addAll(all);
            checks.add(
                    all.isEmpty()
                            ? Check.skipped(
                                    "topics.regex " + regex,
                                    "matches no topic that is there, and none that a source here would make",
                                    "no index, mapping or key is looked at",
                                    "./cdc validate    again with the source's file beside the sink's")
                            : Check.ok("topics.regex " + regex, String.join(", ", all)));
        }
        return topics;
    }

    private List<Check> mapping(String topic, String index, JsonNode config) {
        List<Check> checks = new ArrayList<>(names(topic, config));
        if (search.exists(index)) {
            tables(topic).forEach(table -> checks.add(new MappingCheck(target, search).run(table, index, config)));
        }
        return checks;
    }

    private List<String> tables(String topic) {
        return written.tables().getOrDefault(topic, List.of());
    }

    private List<Check> names(String topic, JsonNode config) {
        if (tables(topic).isEmpty()) {
            return List.of(Check.skipped(
                    "columns behind topic " + topic,
                    written.notFollowed().isEmpty()
                            ? "no source here or among the files writes it"
                            : "which tables are in it can't be followed: " + written.notFollowed(),
                    "whether the index takes the columns is not looked at",
                    "./cdc validate    with the source's file beside the sink's"));
        }
        List<Check> checks = new ArrayList<>();
        tables(topic).forEach(table -> checks.addAll(new MappingCheck(target, search).names(table, config)));
        return checks;
    }

    /** Ids of two tables are equal where their keys are: one row would be written over the other. */
    private static List<Check> shared(JsonNode config, String index, List<String> topics) {
        boolean isKeyed = config.path("document.id").asText("key").equals("key")
                && !config.path("key.ignore").asText("false").equals("true");
        String template = config.path("document.id.template").asText("");
        if (topics.size() < 2
                || !isKeyed
                || template.contains("${topic")
                || config.path("index.sharing").asText("").equals("allow")) {
            return List.of();
        }
        return List.of(Check.failed(
                "index " + index,
                "takes " + topics.size() + " topics: " + String.join(", ", topics),
                "rows of different tables with one key are one document: they write over, and delete, each other",
                "\"document.id.template\": \"${topic.database}:${topic.table}:${key}\" in the sink, an index for each"
                        + " topic, or \"index.sharing\": \"allow\" where no key is in two of them"));
    }
}
