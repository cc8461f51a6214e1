package io.headrace.search.record;

import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.document.DocumentChange;
import io.headrace.search.index.IndexNames;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;

/** Readers as a task has them, and what they make of a record. */
public final class Readers {
    public static final String TOPIC = "db.shop.orders";

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

    public static String idOf(SchemaAndValue key, String... settings) {
        return ((DocumentChange.Write) reader(settings).read(record(TOPIC, key, "{}")))
                .address()
                .id();
    }
}
