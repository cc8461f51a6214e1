package io.headrace.console.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One look at any number of indices in a few requests: are they there, do they take writes, how fast, how many documents. */
final class IndexLook {

    private static final long SAMPLE_MILLIS = 300;
    /** Well below the length of a request's first line that servers take. */
    private static final int LONGEST_LIST = 2_500;
    /** The indices of a data stream are named so. */
    private static final String BACKING = ".ds-";

    /**
     * What is behind a name that a sink writes to.
     *
     * @param isThere whether an index, alias or data stream has the name
     * @param isRed whether a primary shard is on no node
     * @param block the block that keeps documents from being written; empty for none
     * @param documents that a search finds; -1 where that isn't known
     * @param changes written and deleted while it was looked at
     * @param busyMillis how long that took its shards
     */
    record Seen(boolean isThere, boolean isRed, String block, long documents, long changes, long busyMillis) {

        String state() {
            return !isThere ? "MISSING" : isRed ? "RED" : block.isEmpty() ? "UP" : "BLOCKED";
        }
    }

    /**
     * @param answeredMillis how long the server took for its statistics
     * @param seconds how long was looked
     * @param indices by the names that were asked for
     */
    record Answer(String version, long answeredMillis, double seconds, Map<String, Seen> indices) {}

    private record Writes(long count, long millis) {}

    private final SearchRest search;
    private final Set<String> names;

    /** @param names of indices, aliases or data streams */
    IndexLook(SearchRest search, Collection<String> names) {
        this.search = search;
        this.names = new TreeSet<>(names);
    }

    Answer run() {
        String version = search.version();
        if (names.isEmpty()) {
            return new Answer(version, 0, 0, Map.of());
        }
        Map<String, String> blocks = blocks();
        Map<String, Set<String>> behind = behind(blocks.keySet());
        Set<String> all = behind.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        long asked = System.nanoTime();
        Map<String, Writes> before = writes(all);
        long answered = (System.nanoTime() - asked) / 1_000_000;
        long start = System.nanoTime();
        Set<String> red = red(all);
        Map<String, Long> documents = documents();
        Pause.millis(Math.max(0, SAMPLE_MILLIS - (System.nanoTime() - start) / 1_000_000));
        Map<String, Writes> after = writes(all);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Seen> seen = new TreeMap<>();
        for (String name : names) {
            Set<String> its = behind.getOrDefault(name, Set.of());
            long changes = 0;
            long millis = 0;
            for (String index : its) {
                Writes first = before.getOrDefault(index, new Writes(0, 0));
                Writes last = after.getOrDefault(index, first);
                changes += last.count() - first.count();
                millis += last.millis() - first.millis();
            }
            seen.put(
                    name,
                    new Seen(
                            !its.isEmpty(),
                            its.stream().anyMatch(red::contains),
                            its.stream()
                                    .map(index -> blocks.getOrDefault(index, ""))
                                    .filter(block -> !block.isEmpty())
                                    .findFirst()
                                    .orElse(""),
                            documents.getOrDefault(name, -1L),
                            Math.max(0, changes),
                            Math.max(0, millis)));
        }
        return new Answer(version, answered, seconds, seen);
    }

    /** Of each index behind the names, what keeps documents from being written; empty for nothing. */
    private Map<String, String> blocks() {
        Map<String, String> blocks = new HashMap<>();
        for (String some : lists(names)) {
            String path = "/" + some + "/_settings?ignore_unavailable=true";
            search.ok(search.rest().get(path), "show the settings of the indices")
                    .properties()
                    .forEach(index -> blocks.put(
                            index.getKey(),
                            block(index.getValue()
                                    .path("settings")
                                    .path("index")
                                    .path("blocks"))));
        }
        return blocks;
    }

    private static String block(JsonNode blocks) {
        for (String block : List.of("write", "read_only", "read_only_allow_delete")) {
            if (blocks.path(block).asText().equals("true")) {
                return block;
            }
        }
        return "";
    }

    /** Which indices each name stands for: its own, those of the alias, or those of the data stream. */
    private Map<String, Set<String>> behind(Set<String> indices) {
        Map<String, Set<String>> behind = new TreeMap<>();
        for (String some : lists(names)) {
            // 404 as soon as one is no alias, with those that are
            search.rest()
                    .get("/_alias/" + some)
                    .body()
                    .properties()
                    .forEach(index -> index.getValue()
                            .path("aliases")
                            .fieldNames()
                            .forEachRemaining(alias -> behind.computeIfAbsent(alias, any -> new TreeSet<>())
                                    .add(index.getKey())));
        }
        behind.keySet().retainAll(names);
        for (String name : names) {
            indices.stream()
                    .filter(index -> index.equals(name) || index.startsWith(BACKING + name + "-"))
                    .forEach(index ->
                            behind.computeIfAbsent(name, any -> new TreeSet<>()).add(index));
        }
        return behind;
    }

    private Map<String, Writes> writes(Set<String> indices) {
        Map<String, Writes> writes = new HashMap<>();
        for (String some : lists(indices)) {
            String path =
                    "/" + some + "/_stats/indexing?ignore_unavailable=true&filter_path=indices.*.primaries.indexing";
            search.ok(search.rest().get(path), "show its statistics")
                    .path("indices")
                    .properties()
                    .forEach(index -> {
                        JsonNode of = index.getValue().path("primaries").path("indexing");
                        writes.put(
                                index.getKey(),
                                new Writes(
                                        of.path("index_total").asLong()
                                                + of.path("delete_total").asLong(),
                                        of.path("index_time_in_millis").asLong()
                                                + of.path("delete_time_in_millis")
                                                        .asLong()));
                    });
        }
        return writes;
    }

    private Set<String> red(Set<String> indices) {
        Set<String> red = new TreeSet<>();
        for (String some : lists(indices)) {
            search.rest()
                    .get("/_cluster/health/" + some + "?level=indices&timeout=1s&filter_path=indices.*.status")
                    .body()
                    .path("indices")
                    .properties()
                    .forEach(index -> {
                        if (index.getValue().path("status").asText().equals("red")) {
                            red.add(index.getKey());
                        }
                    });
        }
        return red;
    }

    /** By the names that were asked for; a name that can't be searched is absent. */
    private Map<String, Long> documents() {
        List<String> asked = new ArrayList<>(names);
        StringBuilder searches = new StringBuilder();
        for (String name : asked) {
            searches.append(Rest.JSON.createObjectNode().put("index", name))
                    .append("\n{\"size\":0,\"track_total_hits\":true}\n");
        }
        JsonNode responses = search.rest()
                .post("/_msearch?filter_path=responses.hits.total.value,responses.status", searches.toString())
                .body()
                .path("responses");
        Map<String, Long> documents = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            JsonNode count = responses.path(i).path("hits").path("total").path("value");
            if (count.isNumber()) {
                documents.put(asked.get(i), count.asLong());
            }
        }
        return documents;
    }

    /** The names in lists that fit into a request. */
    static List<String> lists(Collection<String> names) {
        List<String> lists = new ArrayList<>();
        StringBuilder list = new StringBuilder();
        for (String name : names) {
            String word = SearchRest.path(name);
            if (list.length() > 0 && list.length() + word.length() >= LONGEST_LIST) {
                lists.add(list.toString());
                list.setLength(0);
            }
            list.append(list.length() > 0 ? "," : "").append(word);
        }
        if (list.length() > 0) {
            lists.add(list.toString());
        }
        return lists;
    }
}
