package io.headrace.search.record;

import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.index.IndexNames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/** Readers as a task has them, and what they make of a record. */
public final class Readers {
    public static final String TOPIC = "db.shop.orders";

    static final String UPDATE = "{\"before\":{\"id\":1,\"shop\":\"a\"},\"after\":{\"id\":1,\"shop\":\"b\"},"
            + "\"source\":{\"connector\":\"mysql\",\"file\":\"binlog.000002\",\"pos\":3,\"row\":1,\"ts_ms\":77},\"op\":\"u\"}";

    private Readers() {}

    public static RecordReader reader(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "http://localhost:9200"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        SinkSettings parsed = SinkConfig.parse(all);
        return new RecordReader(parsed, new IndexNames(parsed.target()));
    }

    public static SinkRecord record(String topic, SchemaAndValue key, Object value) {
        return new SinkRecord(topic, 0, key.schema(), key.value(), null, value, 5);
    }

    /** The sixth of partition 2 of a topic whose name is no index as it stands. */
    static SinkRecord record(Object key, String json) {
        byte[] value = json == null ? null : json.getBytes(StandardCharsets.UTF_8);
        return new SinkRecord(
                "db.shop.Orders", 2, null, key, null, value, 5, 1_795_167_267_039L, TimestampType.CREATE_TIME);
    }

    static DocumentChange.Write write(RecordReader reader, SinkRecord record) {
        return (DocumentChange.Write) reader.read(record);
    }

    public static String idOf(SchemaAndValue key, String... settings) {
        return write(reader(settings), record(TOPIC, key, "{}")).address().id();
    }
}
