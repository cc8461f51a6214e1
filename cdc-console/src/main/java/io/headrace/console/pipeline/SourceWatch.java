package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Rest;
import io.headrace.console.server.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Looks whether a source reads at all: a worker calls a task RUNNING whose connection to MySQL is half dead. It may be in the
 * middle of a transaction of millions of rows: then no GTID is done for minutes, but its stored place within the
 * transaction, or a topic, grows.
 */
public final class SourceWatch {

    /** How long a source is watched that has been silent for long. */
    public static final long SAMPLE_MILLIS = 2_500;

    private final Route route;
    private final JsonNode config;
    private final ConnectRest connect;
    private final Topics topics;

    public SourceWatch(Route route, ConnectRest connect, Topics topics) {
        this.route = route;
        this.config = connect.config(route.source()).orElse(Rest.JSON.missingNode());
        this.connect = connect;
        this.topics = topics;
    }

    public SourceLag lag(MysqlPosition server) {
        SourceProgress progress = new SourceProgress(route, connect, topics);
        long behind = progress.reached().behind(server);
        List<TopicPartition> heard = partitions();
        return new SourceLag(
                behind,
                !server.file().isEmpty(),
                progress.storedSeconds() * 1000,
                heard.isEmpty() ? -1 : topics.newest(heard));
    }

    /** Whether it has read nothing for long, and reads nothing while it is watched now. */
    public boolean isStalled(SourceLag before, MysqlPosition server) {
        return before.isSilent(config, System.currentTimeMillis())
                && !isMoving()
                && lag(server).behind() == before.behind();
    }

    private boolean isMoving() {
        JsonNode offsets = connect.offsets(route.source());
        Map<TopicPartition, Long> ends = topics.ends(partitions());
        Pause.millis(SAMPLE_MILLIS);
        return !offsets.equals(connect.offsets(route.source())) || !ends.equals(topics.ends(partitions()));
    }

    private List<TopicPartition> partitions() {
        List<TopicPartition> partitions = new ArrayList<>(topics.partitions(route.topic()));
        partitions.addAll(topics.partitions(
                config.path("topic.heartbeat.prefix").asText("__debezium-heartbeat") + "." + route.prefix()));
        return partitions;
    }
}
