package io.headrace.listener.internal.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.Origin;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.SchemaChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the events of the source's schema change topic. Those of its first snapshot tell nothing that happened. */
final class SchemaChange {

    /** In the place of an envelope's op. */
    static final String OP = "schema";

    private static final Pattern PART = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^.\"]+)(?:\\.|$)");

    private SchemaChange() {}

    static boolean is(ObjectNode value) {
        return value.has("ddl") && value.has("tableChanges") && Envelope.isSource(value.path("source"));
    }

    static Optional<RowChange> read(ConsumerRecord<byte[], byte[]> record, ObjectNode value) {
        JsonNode change = value.path("tableChanges").path(0);
        List<String> id = parts(change.path("id").asText());
        String ddl = value.path("ddl").asText("");
        String snapshot = value.path("source").path("snapshot").asText("false");
        if (id.size() < 2 || !snapshot.equals("false")) {
            return Optional.empty(); // of a database, or of a snapshot
        }
        ObjectNode source = value.get("source").deepCopy();
        source.put("db", id.get(0)).put("table", id.get(id.size() - 1));
        Origin origin = OriginFields.read(record, NullNode.getInstance(), OP, source, NullNode.getInstance());
        return Optional.of(new SchemaChanged(origin, ddl, change));
    }

    /** The names of {@code "database"."table"}: a name may hold a dot, and doubles a quote. */
    private static List<String> parts(String id) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(id);
        while (matcher.lookingAt()) {
            String part = matcher.group(1);
            parts.add(
                    part.startsWith("\"") ? part.substring(1, part.length() - 1).replace("\"\"", "\"") : part);
            matcher.region(matcher.end(), id.length());
        }
        return parts;
    }
}
