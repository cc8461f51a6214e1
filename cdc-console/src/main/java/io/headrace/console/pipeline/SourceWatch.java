package io.headrace.console.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Topics;
import java.util.ArrayList;
import java.util.Collection;
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

    private final String source;
    private final JsonNode config;
    private final Collection<String> written;
    private final ConnectRest connect;
    private final Topics topics;

    /**
     * @param source the connector's name
     * @param config its configuration
     * @param written topics of tables that it captures: some or all
     */
    public SourceWatch(String source, JsonNode config, Collection<String> written, ConnectRest connect, Topics topics) {
        this.source = source;
        this.config = config;
        this.written = List.copyOf(written);
        this.connect = connect;
        this.topics = topics;
    }

    public SourceLag lag(MysqlPosition server) {
        SourceProgress progress = new SourceProgress(source, prefix(), connect, topics);
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
        JsonNode offsets = connect.offsets(source);
        Map<TopicPartition, Long> ends = topics.ends(partitions());
        Pause.millis(SAMPLE_MILLIS);
        return !offsets.equals(connect.offsets(source)) || !ends.equals(topics.ends(partitions()));
    }

    private String prefix() {
        return config.path("topic.prefix").asText("");
    }

    private List<TopicPartition> partitions() {
        List<String> names = new ArrayList<>(written);
        names.add(config.path("topic.heartbeat.prefix").asText("__debezium-heartbeat") + "." + prefix());
        return topics.partitions(names).values().stream().flatMap(List::stream).toList();
    }
}
