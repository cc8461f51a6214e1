package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * How far the source has come. Its stored offsets name the transactions before the one of its last record; they include
 * that one only when something follows it, which on an idle server takes until the next heartbeat. So the newest END
 * marks of its transaction topic, where it writes one, are taken too: a committed END follows its transaction's records.
 */
final class SourceProgress {

    private static final int MARKS = 500;

    private final Route route;
    private final ConnectRest connect;
    private final Topics topics;
    private long storedSeconds;

    SourceProgress(Route route, ConnectRest connect, Topics topics) {
        this.route = route;
        this.connect = connect;
        this.topics = topics;
    }

    SourcePosition reached() {
        SourcePosition reached = SourcePosition.ofOffset(Rest.JSON.missingNode());
        for (JsonNode offset : connect.offsets(route.source())) {
            reached = SourcePosition.ofOffset(offset.path("offset"));
            storedSeconds = offset.path("offset").path("ts_sec").asLong();
        }
        for (byte[] value : topics.tail(route.transactionTopic(), MARKS)) {
            JsonNode mark = json(value);
            if (mark.path("status").asText().equals("END")) {
                reached.add(mark.path("id").asText());
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
