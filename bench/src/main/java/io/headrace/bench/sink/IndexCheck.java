package io.headrace.bench.sink;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.bench.harness.RestCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Locale;

/** Reads a whole index, document by document, and compares it with what the topic's records make of it. */
final class IndexCheck {

    /**
     * @param wrong documents with another content
     * @param otherVersion documents whose version is not the offset of the record they come from
     */
    record Result(int expected, int read, int missing, int wrong, int otherVersion, int extra) {
        boolean isExact() {
            return missing == 0 && wrong == 0 && otherVersion == 0 && extra == 0;
        }

        @Override
        public String toString() {
            return isExact()
                    ? String.format(Locale.ROOT, "exact: %,d documents", read)
                    : String.format(
                            Locale.ROOT,
                            "WRONG: %,d missing, %,d with other content, %,d of another version, %,d extra of %,d",
                            missing,
                            wrong,
                            otherVersion,
                            extra,
                            expected);
        }
    }

    private static final int PAGE = 5_000;

    private final RestCalls elasticsearch;
    private final SinkTopic topic;
    private final boolean offsetVersions;
    private final int[] finalRecords;
    private final BitSet seen = new BitSet();
    private int read;
    private int wrong;
    private int otherVersion;
    private int extra;
    private int onPage;

    /** @param offsetVersions whether versions are to be the offsets */
    IndexCheck(RestCalls elasticsearch, SinkTopic topic, boolean offsetVersions) {
        this.elasticsearch = elasticsearch;
        this.topic = topic;
        this.offsetVersions = offsetVersions;
        this.finalRecords = topic.finalRecords();
    }

    /** Runs once. */
    Result run() throws IOException, InterruptedException {
        elasticsearch.post("/" + topic.name() + "/_refresh", "");
        String body = "{\"size\":" + PAGE + ",\"sort\":[\"_doc\"],\"version\":true}";
        String scroll = page(elasticsearch.stream("/" + topic.name() + "/_search?scroll=2m", body));
        while (onPage > 0) {
            scroll = page(
                    elasticsearch.stream("/_search/scroll", "{\"scroll\":\"2m\",\"scroll_id\":\"" + scroll + "\"}"));
        }
        elasticsearch.delete("/_search/scroll/" + scroll);
        int expected = 0;
        int missing = 0;
        for (int key = 0; key < finalRecords.length; key++) {
            expected += finalRecords[key] >= 0 ? 1 : 0;
            missing += finalRecords[key] >= 0 && !seen.get(key) ? 1 : 0;
        }
        return new Result(expected, read, missing, wrong, otherVersion, extra);
    }

    private String page(InputStream answer) throws IOException {
        onPage = 0;
        String scroll = "";
        try (JsonParser parser = RestCalls.JSON.getFactory().createParser(answer)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (name.equals("_scroll_id")) {
                    scroll = parser.getText();
                } else if (name.equals("hits") && value == JsonToken.START_OBJECT) {
                    hits(parser);
                } else {
                    parser.skipChildren();
                }
            }
        }
        return scroll;
    }

    private void hits(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (name.equals("hits") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    check(parser.readValueAsTree());
                }
            } else {
                parser.skipChildren();
            }
        }
    }

    private void check(JsonNode hit) {
        onPage++;
        read++;
        String id = hit.path("_id").asText();
        int key = id.matches("\\d{1,9}") ? Integer.parseInt(id) : -1;
        if (key < 0 || key >= finalRecords.length || finalRecords[key] < 0 || seen.get(key)) {
            extra++;
            return;
        }
        seen.set(key);
        int record = finalRecords[key];
        byte[] expected = topic.value(record);
        if (expected == null || !hit.path("_source").equals(tree(expected))) {
            wrong++;
        }
        if (offsetVersions && hit.path("_version").asLong() != topic.offset(record)) {
            otherVersion++;
        }
    }

    private static JsonNode tree(byte[] json) {
        try {
            return RestCalls.JSON.readTree(new String(json, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("A benchmark document is not JSON", e);
        }
    }
}
