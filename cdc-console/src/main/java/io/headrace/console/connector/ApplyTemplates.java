package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.AbsentTypes;
import io.headrace.console.server.OpenSearchMapping;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores index templates, each under the name of its file without {@code -template.json}, and makes the first index of one whose
 * pattern is {@code NAME-v*}, behind the alias NAME. Idempotent; an index that is there stays as it is.
 */
public final class ApplyTemplates {

    private static final String ENDING = "-template.json";
    private static final String VERSIONS = "-v*";

    private final Map<String, JsonNode> templates = new LinkedHashMap<>();

    /** @param paths JSON files; those that hold no index template are passed over */
    public ApplyTemplates(List<Path> paths) {
        for (Path path : paths) {
            String file = path.getFileName().toString();
            JsonNode json = file.endsWith(ENDING) ? read(path) : Rest.JSON.missingNode();
            if (json.has("index_patterns")) {
                templates.put(file.substring(0, file.length() - ENDING.length()), json);
            }
        }
    }

    /** @param templates by the names under which they are stored */
    public ApplyTemplates(Map<String, JsonNode> templates) {
        this.templates.putAll(templates);
    }

    public boolean isEmpty() {
        return templates.isEmpty();
    }

    /**
     * @param created indices, in words
     * @param notes what a person should know
     */
    public record Made(List<String> created, List<String> notes) {
        public Made {
            created = List.copyOf(created);
            notes = List.copyOf(notes);
        }
    }

    public Made run(PipelineEndpoints target) {
        SearchRest search = new SearchRest(target);
        boolean isOpenSearch = search.isOpenSearch();
        AbsentTypes absent = AbsentTypes.of(search, templates.values());
        List<String> created = new ArrayList<>();
        templates.forEach((name, template) -> {
            JsonNode known = absent.replacedIn(template);
            search.putTemplate(name, isOpenSearch ? OpenSearchMapping.of(known) : known);
            String pattern = template.path("index_patterns").path(0).asText();
            if (pattern.endsWith(VERSIONS)) {
                String alias = pattern.substring(0, pattern.length() - VERSIONS.length());
                if (!search.exists(alias)) {
                    search.createIndexWithAlias(alias + "-v1", alias);
                    created.add("index " + alias + "-v1 with alias " + alias);
                }
            }
        });
        Set<String> words = absent.inWords();
        return new Made(
                created,
                words.isEmpty()
                        ? List.of()
                        : List.of("this search server lacks field types: " + String.join(", ", words)));
    }

    private static JsonNode read(Path path) {
        try {
            return Rest.JSON.readTree(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new Problem(Problem.Kind.USAGE, "Can't read " + path + " as JSON.", e);
        }
    }
}
