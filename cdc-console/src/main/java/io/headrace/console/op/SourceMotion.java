package io.headrace.console.op;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a source moves at all. It may be in the middle of a transaction of millions of rows: then no GTID is done for
 * minutes, but its stored place within the transaction, or the table's topic, grows.
 */
final class SourceMotion {

    private final Route route;
    private final ConnectRest connect;
    private final Topics topics;

    SourceMotion(Route route, ConnectRest connect, Topics topics) {
        this.route = route;
        this.connect = connect;
        this.topics = topics;
    }

    boolean isSeenIn(long millis) {
        JsonNode offsets = connect.offsets(route.source());
        Map<TopicPartition, Long> ends = topics.ends(topics.partitions(route.topic()));
        Pause.millis(millis);
        return !offsets.equals(connect.offsets(route.source()))
                || !ends.equals(topics.ends(topics.partitions(route.topic())));
    }
}
