package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.DocumentChange.Write;
import io.headrace.search.document.ItemKind;
import io.headrace.search.json.JsonSlice;
import io.headrace.search.offset.PartitionOffsets;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** Operations as records lead to them, and settings of the sink for those who hold them. */
final class Operations {
    private Operations() {}

    static BulkSettings settings(String... namesAndValues) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "http://127.0.0.1:1"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return SinkConfig.parse(all).bulk();
    }

    /** Writes a document of two bytes with the record's offset as its version. */
    static BulkOperation write(PartitionOffsets partition, String id, long offset) {
        return of(partition, ItemKind.INDEX, new Address("orders", null, id), offset, "{}");
    }

    static BulkOperation of(PartitionOffsets partition, ItemKind kind, Address address, long offset, String json) {
        byte[] document = json.getBytes(StandardCharsets.UTF_8);
        Write write = new Write(kind, address, offset, new JsonSlice(document, 0, document.length));
        SinkRecord record = new SinkRecord("orders", 0, null, null, null, null, offset);
        return new BulkOperation(write, partition, partition.begin(offset), record, false);
    }
}
