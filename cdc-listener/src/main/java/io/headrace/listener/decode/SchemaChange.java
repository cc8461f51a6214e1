package io.headrace.listener.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.Origin;
import io.headrace.listener.RowChange;
import io.headrace.listener.SchemaChanged;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events of the source's schema change topic. Those of its first snapshot tell nothing that happened. */
final class SchemaChange {

    private SchemaChange() {}

    static boolean is(ObjectNode value) {
        return value.has("ddl") && value.has("tableChanges") && value.get("source") instanceof ObjectNode;
    }

    static Optional<RowChange> read(ConsumerRecord<byte[], byte[]> record, ObjectNode value) {
        JsonNode change = value.path("tableChanges").path(0);
        String id = change.path("id").asText().replace("\"", "");
        String ddl = value.path("ddl").asText("");
        int dot = id.lastIndexOf('.');
        String snapshot = value.path("source").path("snapshot").asText("false");
        if (dot < 1 || !snapshot.equals("false")) {
            return Optional.empty(); // of a database, or of a snapshot
        }
        ObjectNode source = value.get("source").deepCopy();
        source.put("db", id.substring(0, dot)).put("table", id.substring(dot + 1));
        Origin origin = OriginFields.read(record, NullNode.getInstance(), "schema", source, NullNode.getInstance());
        return Optional.of(new SchemaChanged(origin, ddl, change));
    }
}
