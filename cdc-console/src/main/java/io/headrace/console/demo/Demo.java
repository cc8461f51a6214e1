package io.headrace.console.demo;

import io.headrace.console.pipeline.Route;
import io.headrace.console.server.Awaited;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Inserts, updates and deletes one order, and watches each change at each hop. */
public final class Demo {

    private static final String EVENTS = "order-events";

    /** A change that has been committed. */
    private record Committed(String change, long id, long startNanos, long nanos) {}

    private final PipelineEndpoints target;
    private final String table;
    private final Duration patience;
    private final Consumer<DemoRun.Change> seen;

    /**
     * @param table the demo's table of orders, {@code database.table}
     * @param patience how long a change may take to a hop
     * @param seen receives each change as soon as it has been seen everywhere
     */
    public Demo(PipelineEndpoints target, String table, Duration patience, Consumer<DemoRun.Change> seen) {
        this.target = target;
        this.table = table;
        this.patience = patience;
        this.seen = seen;
    }

    public DemoRun run() {
        Route route = Route.find(new ConnectRest(target), table);
        SearchRest search = new SearchRest(target);
        Database database = new Database(target);
        ExecutorService watchers = Executors.newFixedThreadPool(4);
        try (Topics topics = Topics.open(target);
                Connection mysql = database.open();
                TopicTail changes = TopicTail.atEndOf(target, topics.partitions(route.topic()));
                Reactions reactions = Reactions.of(target, topics)) {
            mysql.setAutoCommit(false);
            String index = route.index();
            String number =
                    "DEMO-" + Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);
            HopProbes hops = new HopProbes(watchers, changes, reactions.tap());
            List<DemoRun.Change> all = new ArrayList<>();

            Committed inserted = commit(mysql, "insert", 0, insert(number));
            long id = inserted.id();
            String doc = Long.toString(id);
            all.add(hops.watch(
                    inserted,
                    () -> search.holds(index, doc, "status", "NEW"),
                    () -> search.search(index, Map.of("order_number", number, "status", "NEW")) == 1));
            all.add(hops.watch(
                    commit(mysql, "update", id, "UPDATE orders SET status = 'PAID', total = 109.95 WHERE id = " + id),
                    () -> search.holds(index, doc, "status", "PAID"),
                    () -> search.search(index, Map.of("order_number", number, "status", "PAID")) == 1));
            all.add(hops.watch(
                    commit(mysql, "delete", id, "DELETE FROM orders WHERE id = " + id),
                    () -> !search.holds(index, doc, null, ""),
                    () -> search.search(index, Map.of("order_number", number)) == 0));
            boolean complete = all.stream().allMatch(change -> change.everywhere(reactions.tap() != null));
            return new DemoRun(id, number, complete, all);
        } catch (SQLException e) {
            throw database.problem(e);
        } finally {
            watchers.shutdownNow();
        }
    }

    private static String insert(String number) {
        return "INSERT INTO orders (order_number, customer_id, customer_email, status, total, currency,"
                + " shipping_address, created_at) SELECT '" + number
                + "', id, email, 'NEW', 99.95, 'EUR', JSON_OBJECT('city', 'Zürich', 'zip', '8001'), NOW(6)"
                + " FROM customers ORDER BY id LIMIT 1";
    }

    private static Committed commit(Connection mysql, String change, long id, String sql) throws SQLException {
        long start = System.nanoTime();
        try (Statement statement = mysql.createStatement()) {
            statement.executeUpdate(sql, Statement.RETURN_GENERATED_KEYS);
            mysql.commit();
            long committed = System.nanoTime();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                return new Committed(change, keys.next() ? keys.getLong(1) : id, start, committed);
            }
        }
    }

    /** Watches one change at all hops at once. */
    private final class HopProbes {

        private final ExecutorService watchers;
        private final TopicTail changes;
        private final @Nullable TopicTail reactions;

        HopProbes(ExecutorService watchers, TopicTail changes, @Nullable TopicTail reactions) {
            this.watchers = watchers;
            this.changes = changes;
            this.reactions = reactions;
        }

        DemoRun.Change watch(Committed commit, BooleanSupplier readable, BooleanSupplier searchable) {
            TopicTail events = reactions;
            Future<@Nullable Long> inKafka = watchers.submit(() -> changes.next(commit.id(), patience));
            Future<@Nullable Long> reads = watchers.submit(until(readable, 1));
            Future<@Nullable Long> searches = watchers.submit(until(searchable, 3));
            Future<@Nullable Long> reacted =
                    watchers.submit(() -> events == null ? null : events.next(commit.id(), patience));
            DemoRun.Change change = new DemoRun.Change(
                    commit.change(),
                    Math.round((commit.nanos() - commit.startNanos()) / 1e4) / 100.0,
                    since(commit.nanos(), inKafka),
                    since(commit.nanos(), reads),
                    since(commit.nanos(), searches),
                    since(commit.nanos(), reacted));
            seen.accept(change);
            return change;
        }
    }

    private Callable<@Nullable Long> until(BooleanSupplier condition, long everyMillis) {
        return () -> Pause.until(condition, patience, everyMillis) ? (Long) System.nanoTime() : null;
    }

    private static @Nullable Double since(long committed, Future<@Nullable Long> arrival) {
        Long nanos = Awaited.value(arrival, RuntimeException.class);
        return nanos == null ? null : Math.max(0, Math.round((nanos - committed) / 1e4) / 100.0);
    }

    /** The reader of the listener's events, if there is a listener. */
    private record Reactions(@Nullable TopicTail tap) implements AutoCloseable {

        static Reactions of(PipelineEndpoints target, Topics topics) {
            List<TopicPartition> partitions = target.listener() == null ? List.of() : topics.partitions(EVENTS);
            return new Reactions(partitions.isEmpty() ? null : TopicTail.atEndOf(target, partitions));
        }

        @Override
        public void close() {
            if (tap != null) {
                tap.close();
            }
        }
    }
}
