package io.headrace.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Change events of rows whose field {@code r} decides where their documents live, and what has to come of them. */
final class MovingRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Document> documents = new TreeMap<>();
    private final Map<String, Written> newest = new TreeMap<>();

    /** A document where it has to be. */
    record Document(String route, String text) {}

    /** What at least has to have been written at a route. */
    record Written(String route, long version) {}

    /** A table's history: rows come, change, move and go, and a few hold what the server refuses. */
    static List<SinkRecord> log(TopicPartition partition, String prefix, int count, int keys, Random random) {
        List<SinkRecord> log = new ArrayList<>();
        Map<Integer, String> table = new HashMap<>();
        while (log.size() < count) {
            int key = random.nextInt(keys);
            String before = table.get(key);
            if (before != null && random.nextInt(8) == 0) {
                log.add(FaultSchedule.record(partition, log.size(), prefix + key, change(before, null)));
                log.add(FaultSchedule.record(partition, log.size(), prefix + key, null));
                table.remove(key);
            } else {
                String after = row(log.size(), random.nextInt(Movement.ROUTES_IN_USE), random.nextInt(12) == 0);
                log.add(FaultSchedule.record(partition, log.size(), prefix + key, change(before, after)));
                table.put(key, after);
            }
        }
        return log;
    }

    static String row(int number, int route, boolean poison) {
        return "{\"v\":" + number + ",\"r\":\"" + route + "\"" + (poison ? ",\"poison\":true}" : "}");
    }

    static String change(String before, String after) {
        char op = before == null ? 'c' : after == null ? 'd' : 'u';
        return "{\"before\":" + before + ",\"after\":" + after
                + ",\"source\":{\"connector\":\"mysql\",\"ts_ms\":1,\"db\":\"shop\",\"table\":\"orders\"},\"op\":\""
                + op
                + "\",\"ts_ms\":1}";
    }

    /** What has to be there after these records of one partition. */
    static MovingRows after(List<SinkRecord> records) {
        MovingRows rows = new MovingRows();
        records.stream().filter(record -> record.value() != null).forEach(rows::apply);
        return rows;
    }

    private void apply(SinkRecord record) {
        JsonNode change = parse(FaultSchedule.text(record.value()));
        String id = FaultSchedule.id(record);
        JsonNode after = change.path("after");
        String left = change.path("before").path("r").textValue();
        String route = after.path("r").textValue();
        if (left != null && !left.equals(route)) {
            documents.remove(id);
        }
        if (route == null) {
            newest.put(id, new Written(left, record.kafkaOffset()));
        } else if (!after.has("poison")) {
            documents.put(id, new Document(route, after.toString()));
            newest.put(id, new Written(route, record.kafkaOffset()));
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    /** By id. */
    Map<String, Document> documents() {
        return documents;
    }

    /** By id. */
    Map<String, Written> newest() {
        return newest;
    }
}
