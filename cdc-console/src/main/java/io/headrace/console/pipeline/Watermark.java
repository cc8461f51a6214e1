package io.headrace.console.pipeline;

import io.headrace.console.server.ConnectRest;
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

    /** What a watermark sees of the pipeline. */
    interface Hops {
        /** How far the source has come. */
        MysqlPosition reached();

        /** Up to where the table's topic can be read now. */
        Map<TopicPartition, Long> ends();

        /** Whether the sink has nothing to read before these ends. */
        boolean isRead(Map<TopicPartition, Long> ends);

        /** A connector's state, for messages. */
        String state(String connector);
    }

    private final Route route;
    private final Hops hops;
    private final Patience patience;

    public Watermark(Route route, ConnectRest connect, Topics topics, Duration patience) {
        this(route, connect, topics, new Patience(patience));
    }

    /** @param patience shared with other routes, so that a connector that stands is waited for once */
    public Watermark(Route route, ConnectRest connect, Topics topics, Patience patience) {
        this(route, new Asked(route, connect, topics, new SourceProgress(route, connect, topics)), patience);
    }

    Watermark(Route route, Hops hops, Patience patience) {
        this.route = route;
        this.hops = hops;
        this.patience = patience;
    }

    /** Returns when all that was committed before the call has been indexed. */
    public void await(Connection mysql) throws SQLException, NotPassed {
        await(MysqlPosition.ofServer(mysql));
    }

    /** Returns when all that had been committed at this position has been indexed. */
    void await(MysqlPosition committed) throws NotPassed {
        awaitSource(committed);
        Map<TopicPartition, Long> ends = hops.ends();
        boolean indexed = patience.until(route.sink(), () -> hops.isRead(ends));
        if (!indexed) {
            throw new NotPassed("sink " + route.sink() + " has not read " + route.topic() + " to its end within "
                    + patience.seconds() + " s; it is " + hops.state(route.sink()));
        }
    }

    /** Returns when the source has read all that was committed before the call. */
    public void awaitSource(Connection mysql) throws SQLException, NotPassed {
        awaitSource(MysqlPosition.ofServer(mysql));
    }

    private void awaitSource(MysqlPosition committed) throws NotPassed {
        boolean captured = patience.until(route.source(), () -> hops.reached().covers(committed));
        if (!captured) {
            throw new NotPassed("source " + route.source() + " has not reached " + committed.name() + " within "
                    + patience.seconds() + " s; it is " + hops.state(route.source()));
        }
    }

    /** Asks Connect and Kafka. */
    private record Asked(Route route, ConnectRest connect, Topics topics, SourceProgress source) implements Hops {

        @Override
        public MysqlPosition reached() {
            return source.reached();
        }

        @Override
        public Map<TopicPartition, Long> ends() {
            return topics.ends(topics.partitions(route.topic()));
        }

        @Override
        public boolean isRead(Map<TopicPartition, Long> ends) {
            return topics.backlog(route.group(), ends).none();
        }

        @Override
        public String state(String connector) {
            return connect.state(connector)
                    .map(s -> s.summary() + (s.failed() ? " (" + s.firstCause() + ")" : ""))
                    .orElse("not there");
        }
    }
}
