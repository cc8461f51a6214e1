package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Every document of an index in the order in which they were last written, by Elasticsearch's sequence numbers, which each
 * shard counts for itself. That is the order in which they lie on its disk, where one after the other costs a fraction of
 * what each by its id would. At the end of a shard it is refreshed, and what has been written since the beginning comes
 * again, so that nothing is left out for being written meanwhile. For one thread at a time.
 */
final class WriteOrder {

    /**
     * Some documents; none at the end.
     *
     * @param again whether they were written since the shard was begun: most of them have been seen before
     */
    record Page(List<SearchRest.Document> documents, boolean again) {
        boolean isEnd() {
            return documents.isEmpty();
        }
    }

    /** A search answers with at most 10,000 documents; a page is to fit into memory a few times. */
    private static final int PAGE = 1_000;
    /** Writes that have a number may become visible a little later than some with higher ones. */
    private static final int OUT_OF_ORDER = 1_000;

    private static final String NUMBER = "_seq_no";
    private static final long UNKNOWN = -2;

    private final SearchRest search;
    private final String index;
    private final int shards;

    private int shard;
    private long read = -1;
    private long end = UNKNOWN;
    private boolean again;
    private final Set<Long> lastOfFirstTime = new HashSet<>();

    /** @param index one index, or an alias of one */
    WriteOrder(SearchRest search, String index) {
        this.search = search;
        this.index = search.singleIndex(index);
        this.shards = search.shards(this.index);
    }

    Page next() {
        while (shard < shards) {
            if (end == UNKNOWN) {
                search.refresh(index);
                end = bound("max", read).orElse(-1);
            }
            while (read < end) {
                List<SearchRest.Document> page = page(Math.min(read + PAGE, end));
                if (!page.isEmpty()) {
                    return new Page(page, again);
                }
            }
            if (again) {
                nextShard();
            } else {
                again = true;
                read = Math.max(-1, end - OUT_OF_ORDER);
                end = UNKNOWN;
            }
        }
        return new Page(List.of(), again);
    }

    private void nextShard() {
        shard++;
        read = -1;
        end = UNKNOWN;
        again = false;
        lastOfFirstTime.clear();
    }

    /** Documents with numbers up to this one; when there are none, what follows is skipped as far as there are none. */
    private List<SearchRest.Document> page(long upTo) {
        ObjectNode body = about(read, upTo).put("size", PAGE).put("seq_no_primary_term", true);
        body.putArray("sort").add("_doc");
        JsonNode hits = ask(body).path("hits").path("hits");
        read = hits.isEmpty() ? Math.min(end, bound("min", upTo).orElse(end + 1) - 1) : upTo;
        List<SearchRest.Document> page = new ArrayList<>(hits.size());
        for (JsonNode hit : hits) {
            SearchRest.Document document = new SearchRest.Document(
                    hit.path("_id").asText(), hit.path(NUMBER).asLong(), hit.path("_source"));
            if (isNew(document.sequence())) {
                page.add(document);
            }
        }
        return page;
    }

    private boolean isNew(long number) {
        if (again) {
            return !lastOfFirstTime.contains(number);
        }
        if (number > end - OUT_OF_ORDER) {
            lastOfFirstTime.add(number);
        }
        return true;
    }

    /** The lowest or highest number beyond this one; empty when no document has one. */
    private OptionalLong bound(String which, long beyond) {
        ObjectNode body = about(beyond, Long.MAX_VALUE).put("size", 0);
        body.putObject("aggs").putObject("bound").putObject(which).put("field", NUMBER);
        JsonNode value = ask(body).path("aggregations").path("bound").path("value");
        return value.isNumber() ? OptionalLong.of(value.asLong()) : OptionalLong.empty();
    }

    private static ObjectNode about(long beyond, long upTo) {
        ObjectNode body = Rest.JSON.createObjectNode().put("track_total_hits", false);
        body.putObject("query")
                .putObject("range")
                .putObject(NUMBER)
                .put("gt", beyond)
                .put("lte", upTo);
        return body;
    }

    private JsonNode ask(ObjectNode body) {
        return search.whole(index, "preference=_shards:" + shard, body);
    }
}
