package io.headrace.console.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** The documents of one shard whose last writes have numbers of a range, in their order. For one thread at a time. */
final class SequenceRange implements SequenceScan.Range {

    private static final String NUMBER = "_seq_no";

    private final SearchRest search;
    private final String index;
    private final int shard;
    private final long end;
    private final PageSize size = new PageSize();
    private long read;

    /**
     * @param beyond the number before the range's first
     * @param end the range's last number
     */
    SequenceRange(SearchRest search, String index, int shard, long beyond, long end) {
        this.search = search;
        this.index = index;
        this.shard = shard;
        this.read = beyond;
        this.end = end;
    }

    /** The highest number in the shard that a search can see; -1 when there is none. */
    static long last(SearchRest search, String index, int shard) {
        return new SequenceRange(search, index, shard, -1, Long.MAX_VALUE)
                .bound("max", -1)
                .orElse(-1);
    }

    @Override
    public List<SearchRest.Document> next() {
        while (read < end) {
            long upTo = Math.min(read + size.next(), end);
            ObjectNode body = about(read, upTo).put("size", upTo - read).put("seq_no_primary_term", true);
            body.putArray("sort").add("_doc");
            Rest.Answer answer = ask(body);
            JsonNode hits = answer.body().path("hits").path("hits");
            size.was(hits.size(), answer.bytes());
            if (!hits.isEmpty()) {
                read = upTo;
                return documents(hits);
            }
            read = upTo < end ? Math.min(end, bound("min", upTo).orElse(end + 1) - 1) : end;
        }
        return List.of();
    }

    private static List<SearchRest.Document> documents(JsonNode hits) {
        List<SearchRest.Document> documents = new ArrayList<>(hits.size());
        for (JsonNode hit : hits) {
            documents.add(SearchRest.Document.of(hit));
        }
        return documents;
    }

    /** The lowest or highest number beyond this one; empty when no document has one. */
    private OptionalLong bound(String which, long beyond) {
        ObjectNode body = about(beyond, Long.MAX_VALUE).put("size", 0);
        body.putObject("aggs").putObject("bound").putObject(which).put("field", NUMBER);
        JsonNode value = ask(body).body().path("aggregations").path("bound").path("value");
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

    private Rest.Answer ask(ObjectNode body) {
        return search.whole(index, "preference=_shards:" + shard, body);
    }
}
