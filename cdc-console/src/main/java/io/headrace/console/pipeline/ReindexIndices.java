package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The two indices of a reindex and the alias that readers use, with the state that is kept in the new one. */
public final class ReindexIndices {

    private static final Pattern VERSIONED = Pattern.compile("(.*-v)(\\d{1,9})");

    /** Settings that belong to one index and can't be given to another. */
    private static final Set<String> OWN = Set.of(
            "uuid",
            "version",
            "creation_date",
            "provided_name",
            "routing",
            "resize",
            "history",
            "history_uuid",
            "blocks",
            "verified_before_close",
            "replication");

    private final SearchRest search;

    public ReindexIndices(SearchRest search) {
        this.search = search;
    }

    /** The index behind the alias, which has to be one. */
    public String behind(String alias) {
        Set<String> indices = search.indices(alias);
        if (indices.size() != 1 || indices.contains(alias)) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "reindex needs a sink that writes to an alias of one index, so that the alias can be swapped; "
                            + alias
                            + (indices.isEmpty()
                                    ? " does not exist."
                                    : indices.contains(alias)
                                            ? " is an index itself."
                                            : " points to " + String.join(", ", indices) + "."));
        }
        return indices.iterator().next();
    }

    /** The name that follows: orders-v2 after orders-v1; the first of them that is free. */
    public String nextName(String alias, String old) {
        Matcher versioned = VERSIONED.matcher(old);
        String stem = versioned.matches() ? versioned.group(1) : alias + "-v";
        int number = versioned.matches() ? Integer.parseInt(versioned.group(2)) + 1 : 2;
        while (!search.indices(stem + number).isEmpty()) {
            number++;
        }
        return stem + number;
    }

    /** Creates the new index together with the state. Nothing given is taken from the old index. */
    public void create(ReindexState state, @Nullable JsonNode mapping, @Nullable JsonNode settings) {
        ObjectNode body = Rest.JSON.createObjectNode();
        body.set("settings", settings == null ? settingsOf(state.oldIndex()) : within(settings, "settings"));
        ObjectNode mappings =
                (ObjectNode) (mapping == null ? mappingOf(state.oldIndex()) : within(mapping, "mappings")).deepCopy();
        meta(mappings).set(ReindexState.META, state.toJson());
        body.set("mappings", mappings);
        search.ok(
                search.rest().put("/" + SearchRest.path(state.newIndex()), body.toString()),
                "create the index " + state.newIndex());
    }

    public void save(ReindexState state) {
        ObjectNode mappings = Rest.JSON.createObjectNode();
        mappings.set("_meta", mappingOf(state.newIndex()).path("_meta").deepCopy());
        meta(mappings).set(ReindexState.META, state.toJson());
        putMapping(state.newIndex(), mappings);
    }

    /** The reindex is over: its state goes, the index stays. */
    public void forget(ReindexState state) {
        ObjectNode mappings = Rest.JSON.createObjectNode();
        mappings.set("_meta", mappingOf(state.newIndex()).path("_meta").deepCopy());
        meta(mappings).remove(ReindexState.META);
        putMapping(state.newIndex(), mappings);
    }

    /** What is under way for the table, if anything. */
    public Optional<ReindexState> find(String table) {
        return all().stream().filter(state -> state.table().equals(table)).findFirst();
    }

    /** All that is under way, in the order of the tables' names. */
    public List<ReindexState> all() {
        List<ReindexState> found = new ArrayList<>();
        JsonNode all = search.ok(
                search.rest().get("/_mapping?filter_path=*.mappings._meta." + ReindexState.META),
                "show the mappings of its indices");
        for (JsonNode index : all) {
            JsonNode state = index.path("mappings").path("_meta").path(ReindexState.META);
            if (state.isObject()) {
                found.add(ReindexState.of(state));
            }
        }
        found.sort(Comparator.comparing(ReindexState::table).thenComparing(ReindexState::newIndex));
        return found;
    }

    /** Whether the alias stands for the new index already. */
    public boolean isSwapped(ReindexState state) {
        return search.indices(state.alias()).contains(state.newIndex());
    }

    /** Points the alias, as it is, from one index to the other in one step; readers see one or the other. */
    public void swap(String alias, String from, String to) {
        JsonNode definition = search.ok(
                        search.rest().get("/" + SearchRest.path(from) + "/_alias/" + SearchRest.path(alias)),
                        "show the alias " + alias)
                .path(from)
                .path("aliases")
                .path(alias);
        ObjectNode body = Rest.JSON.createObjectNode();
        ArrayNode actions = body.putArray("actions");
        actions.addObject()
                .putObject("remove")
                .put("index", from)
                .put("alias", alias)
                .put("must_exist", true);
        ObjectNode add = actions.addObject().putObject("add");
        if (definition.isObject()) {
            add.setAll((ObjectNode) definition.deepCopy());
        }
        add.put("index", to).put("alias", alias);
        search.ok(search.rest().post("/_aliases", body.toString()), "point alias " + alias + " to " + to);
    }

    public void delete(String index) {
        Rest.Answer answer = search.rest().delete("/" + SearchRest.path(index), null);
        if (answer.status() != 404) {
            search.ok(answer, "delete the index " + index);
        }
    }

    private JsonNode mappingOf(String index) {
        return search.ok(search.rest().get("/" + SearchRest.path(index) + "/_mapping"), "show the mapping of " + index)
                .path(index)
                .path("mappings");
    }

    private JsonNode settingsOf(String index) {
        ObjectNode own = Rest.JSON.createObjectNode();
        search
                .ok(search.rest().get("/" + SearchRest.path(index) + "/_settings"), "show the settings of " + index)
                .path(index)
                .path("settings")
                .path("index")
                .properties()
                .stream()
                .filter(setting -> !OWN.contains(setting.getKey()))
                .forEach(setting -> own.set(setting.getKey(), setting.getValue()));
        return Rest.JSON.createObjectNode().set("index", own);
    }

    private void putMapping(String index, ObjectNode mappings) {
        search.ok(
                search.rest().put("/" + SearchRest.path(index) + "/_mapping", mappings.toString()),
                "keep the state of the reindex in " + index);
    }

    private static ObjectNode meta(ObjectNode mappings) {
        return mappings.path("_meta").isObject() ? (ObjectNode) mappings.path("_meta") : mappings.putObject("_meta");
    }

    private static JsonNode within(JsonNode file, String name) {
        return file.path(name).isObject() ? file.path(name) : file;
    }
}
