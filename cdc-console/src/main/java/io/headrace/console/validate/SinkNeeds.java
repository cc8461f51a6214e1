package io.headrace.console.validate;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.doctor.IndexChecks;
import io.headrace.console.doctor.MappingCheck;
import io.headrace.console.doctor.SinkPrivileges;
import io.headrace.console.doctor.TableChecks;
import io.headrace.console.doctor.TableChecks.Subject;
import io.headrace.console.pipeline.SinkTopics;
import io.headrace.console.pipeline.WrittenTopics;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a sink needs of its indices: for each topic that it names or that its pattern selects. */
final class SinkNeeds {

    private static final String VERSIONS = "-v*";

    private final @Nullable Connection mysql;
    private final SearchRest search;
    private final WrittenTopics written;
    private final Map<String, JsonNode> templates;

    /**
     * @param mysql null where no table is known
     * @param written what the sources here and among the files write
     * @param templates by their names, that are stored, each with a first index, before the sink is
     */
    SinkNeeds(@Nullable Connection mysql, SearchRest search, WrittenTopics written, Map<String, JsonNode> templates) {
        this.templates = templates;
        this.mysql = mysql;
        this.search = search;
        this.written = written;
    }

    /** @param others the sinks beside it */
    List<Check> of(SinkTopics topics, Collection<SinkTopics> others) throws SQLException {
        JsonNode config = topics.sink();
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        checks.addAll(pattern(topics));
        topics.lost()
                .forEach((topic, why) -> checks.add(Check.skipped(
                        "index of topic " + topic,
                        "can't be followed: " + why,
                        "its blocks, privileges and mapping are not checked",
                        "")));
        checks.addAll(SharedTopics.checks(topics, others, written));
        Map<String, List<String>> byIndex = new TreeMap<>();
        topics.places()
                .forEach((topic, place) -> byIndex.computeIfAbsent(place.index(), any -> new ArrayList<>())
                        .add(topic));
        TableChecks each = new TableChecks(ConnectorNeeds.TOLD_ONE_BY_ONE);
        for (Map.Entry<String, List<String>> one : byIndex.entrySet()) {
            String index = one.getKey();
            boolean isOpen = index.contains("${");
            if (isOpen) {
                each.add(
                        Subject.INDEX,
                        index,
                        List.of(Check.skipped(
                                "index " + index,
                                "depends on each record",
                                "its blocks, privileges and mapping are not checked",
                                "")));
            } else {
                each.add(Subject.INDEX, index, ofIndex(index, config));
                each.add(Subject.INDEX, index, List.of(SinkPrivileges.of(search, index)));
            }
            boolean isThere = !isOpen && search.exists(index);
            for (String topic : one.getValue()) {
                each.add(Subject.INDEX, index, columns(topic, index, config, isThere));
            }
        }
        checks.addAll(each.told());
        return checks;
    }

    /** One that is not there yet may be made by a template that comes with the sink. */
    private List<Check> ofIndex(String index, JsonNode config) {
        String name = template(index);
        JsonNode template = templates.getOrDefault(name, Rest.JSON.missingNode());
        List<Check> checks = new ArrayList<>();
        if (!template.isMissingNode()) {
            checks.add(new ExternalTemplate(search, name).check(template));
        }
        boolean isMade = !template.isMissingNode()
                && !search.exists(index)
                && search.indices(index + VERSIONS).isEmpty();
        checks.addAll(
                isMade
                        ? List.of(Check.ok("index " + index, "does not exist yet: apply makes it, by template " + name))
                        : IndexChecks.of(search, index, config).run());
        return checks;
    }

    /** The template among the files that is for this index and its versions; empty for none. */
    private String template(String index) {
        return templates.entrySet().stream()
                .filter(one ->
                        one.getValue().path("index_patterns").path(0).asText().equals(index + VERSIONS))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private JsonNode mapping(String template) {
        return templates
                .getOrDefault(template, Rest.JSON.missingNode())
                .path("template")
                .path("mappings");
    }

    private static List<Check> pattern(SinkTopics topics) {
        String regex = topics.sink().path("topics.regex").asText("");
        if (regex.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>(topics.places().keySet());
        all.addAll(topics.lost().keySet());
        return List.of(
                all.isEmpty()
                        ? Check.skipped(
                                "topics.regex " + regex,
                                "matches no existing topic, and none that a source here would create",
                                "no index, mapping or key is checked",
                                "./cdc validate    again with the source's file as well")
                        : Check.ok("topics.regex " + regex, String.join(", ", all)));
    }

    /** Whether the index takes the columns of the topic's tables, by their names and, where it is there, by its mapping. */
    private List<Check> columns(String topic, String index, JsonNode config, boolean isThere) throws SQLException {
        List<String> tables = written.tablesOf(topic);
        if (tables.isEmpty() || mysql == null) {
            return List.of(Check.skipped(
                    "columns behind topic " + topic,
                    written.notFollowed().isEmpty()
                            ? "no source, here or among the files, writes it"
                            : "the tables in it can't be determined: " + written.notFollowed(),
                    "whether the index accepts the columns is not checked",
                    "./cdc validate    with the source's file as well"));
        }
        MappingCheck mapping = new MappingCheck(mysql, search);
        List<Check> checks = new ArrayList<>();
        for (String table : tables) {
            checks.addAll(mapping.names(table, config));
            String template = template(index);
            if (isThere) {
                checks.add(mapping.run(table, index, config));
            } else if (!template.isEmpty()) {
                checks.add(mapping.ofTemplate(table, template, mapping(template), config));
            }
        }
        return checks;
    }
}
