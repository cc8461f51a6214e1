package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.io.IOException;
import java.util.Map;

/**
 * How far the source has come. Its stored offsets name the transactions before the one of its last record; they include
 * that one only when something follows it, which on an idle server takes until the next heartbeat. So the newest END
 * marks of its transaction topic, where it writes one, are taken too: a committed END follows its transaction's records. A
 * change of a captured table's columns has no END and no heartbeat moves the offset over it: the newest is taken from the
 * topic of schema changes, where it follows all records before it.
 */
final class SourceProgress {

    private static final long MARKS = 500;
    private static final long SCHEMA_CHANGES = 10;

    private final String source;
    private final String prefix;
    private final ConnectRest connect;
    private final Topics topics;
    private long storedSeconds;

    SourceProgress(Route route, ConnectRest connect, Topics topics) {
        this(route.source(), route.prefix(), connect, topics);
    }

    /** @param prefix the source's {@code topic.prefix} */
    SourceProgress(String source, String prefix, ConnectRest connect, Topics topics) {
        this.source = source;
        this.prefix = prefix;
        this.connect = connect;
        this.topics = topics;
    }

    MysqlPosition reached() {
        MysqlPosition reached = MysqlPosition.ofOffset(Rest.JSON.missingNode());
        for (JsonNode offset : connect.offsets(source)) {
            reached = MysqlPosition.ofOffset(offset.path("offset"));
            storedSeconds = offset.path("offset").path("ts_sec").asLong();
        }
        for (byte[] value : topics.tail(
                Map.of(Route.transactionTopic(prefix), MARKS, Route.schemaChangeTopic(prefix), SCHEMA_CHANGES))) {
            JsonNode mark = json(value);
            if (mark.path("status").asText().equals("END")) {
                reached.add(mark.path("id").asText());
            } else if (mark.has("ddl")) {
                reached.add(mark.path("source").path("gtid").asText(""));
            }
        }
        return reached;
    }

    /** When the transaction of the stored offsets was, in seconds since 1970; known after {@link #reached}. */
    long storedSeconds() {
        return storedSeconds;
    }

    private static JsonNode json(byte[] value) {
        try {
            return Rest.JSON.readTree(value);
        } catch (IOException notJson) {
            return Rest.JSON.missingNode();
        }
    }
}
