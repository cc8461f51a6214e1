package io.headrace.console.pipeline;

import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Pause;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until everything that MySQL has committed by now is in the index.
 *
 * <pre>
 *   executed GTIDs ──▶ source's offsets contain them ──▶ topic ends (read_committed) ──▶ sink has committed past them
 * </pre>
 */
public final class Watermark {

    /** Thrown when the pipeline does not get there in time: nothing can be said then about what differs. */
    public static final class NotPassed extends Exception {
        private static final long serialVersionUID = 1;

        public NotPassed(String message) {
            super(message);
        }
    }

    private static final long LOOK_EVERY_MILLIS = 100;

    private final Route route;
    private final ConnectRest connect;
    private final Topics topics;
    private final SourceProgress source;
    private final Duration patience;

    public Watermark(Route route, ConnectRest connect, Topics topics, Duration patience) {
        this.route = route;
        this.connect = connect;
        this.topics = topics;
        this.source = new SourceProgress(route, connect, topics);
        this.patience = patience;
    }

    /** Returns when all that was committed before the call has been indexed. */
    public void await(Connection mysql) throws SQLException, NotPassed {
        SourcePosition committed = SourcePosition.ofServer(mysql);
        boolean captured = Pause.until(() -> source.reached().covers(committed), patience, LOOK_EVERY_MILLIS);
        if (!captured) {
            throw new NotPassed("source " + route.source() + " has not reached " + committed.name() + " within "
                    + patience.toSeconds() + " s; it is " + state(route.source()));
        }
        Map<TopicPartition, Long> ends = topics.ends(topics.partitions(route.topic()));
        boolean indexed = Pause.until(() -> topics.backlog(route.group(), ends).none(), patience, LOOK_EVERY_MILLIS);
        if (!indexed) {
            throw new NotPassed("sink " + route.sink() + " has not read " + route.topic() + " to its end within "
                    + patience.toSeconds() + " s; it is " + state(route.sink()));
        }
    }

    private String state(String connector) {
        return connect.state(connector)
                .map(s -> s.summary() + (s.failed() ? " (" + s.firstCause() + ")" : ""))
                .orElse("not there");
    }
}
