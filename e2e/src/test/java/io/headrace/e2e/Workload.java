package io.headrace.e2e;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Inserts, updates and deletes orders of its own at a steady rate, one committed change at a time, until stopped; and
 * remembers what it did to each row, in order. A failed statement ends it, and is reported by {@link #stop}.
 */
final class Workload implements AutoCloseable {

    private static final long FIRST_ID = 800_001;

    private final Callable<Connection> mysql;
    private final int perSecond;
    private final Map<Long, List<String>> history = new LinkedHashMap<>();
    private final List<Long> alive = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "workload");
    private volatile boolean stopped;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile Exception failure;

    private Workload(Callable<Connection> mysql, int perSecond) {
        this.mysql = mysql;
        this.perSecond = perSecond;
    }

    static Workload start(Callable<Connection> mysql, int perSecond) {
        Workload workload = new Workload(mysql, perSecond);
        workload.thread.start();
        return workload;
    }

    /** Changes committed so far. */
    int changes() {
        return changes.get();
    }

    /** Waits until so many more changes are committed. */
    void awaitFurther(int more) {
        int target = changes.get() + more;
        await().atMost(Duration.ofMinutes(2)).until(() -> failure != null || changes.get() >= target);
    }

    /** Ends it, and fails if a statement had failed. */
    void stop() throws Exception {
        stopped = true;
        thread.join();
        if (failure != null) {
            throw failure;
        }
    }

    /** What was done to each row, in order: {@code create}, {@code update}, {@code delete}. Only after {@link #stop}. */
    Map<Long, List<String>> history() {
        return history;
    }

    private void run() {
        try (Connection connection = mysql.call();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO orders (id, order_number, customer_id, customer_email, total, currency,"
                                + " shipping_address) VALUES (?, ?, 1, 'load@example.com', ?, 'EUR', '{\"city\": \"Bern\"}')");
                PreparedStatement update =
                        connection.prepareStatement("UPDATE orders SET total = ?, status = ? WHERE id = ?");
                PreparedStatement delete = connection.prepareStatement("DELETE FROM orders WHERE id = ?")) {
            Random random = new Random(42);
            long start = System.nanoTime();
            while (!stopped) {
                LockSupport.parkNanos(
                        start + changes.get() * (TimeUnit.SECONDS.toNanos(1) / perSecond) - System.nanoTime());
                change(random, insert, update, delete);
                changes.incrementAndGet();
            }
        } catch (Exception e) {
            failure = e;
        }
    }

    private void change(Random random, PreparedStatement insert, PreparedStatement update, PreparedStatement delete)
            throws SQLException {
        int dice = random.nextInt(10);
        if (alive.size() < 20 || dice < 3) {
            long id = FIRST_ID + history.size();
            insert.setLong(1, id);
            insert.setString(2, "LOAD-" + id);
            insert.setInt(3, random.nextInt(100_000));
            insert.executeUpdate();
            alive.add(id);
            history.computeIfAbsent(id, any -> new ArrayList<>()).add("create");
        } else if (dice < 9) {
            long id = alive.get(random.nextInt(alive.size()));
            update.setString(1, changes.get() + ".25");
            update.setString(2, changes.get() % 2 == 0 ? "PAID" : "SHIPPED");
            update.setLong(3, id);
            update.executeUpdate();
            history.get(id).add("update");
        } else {
            long id = alive.remove(random.nextInt(alive.size()));
            delete.setLong(1, id);
            delete.executeUpdate();
            history.get(id).add("delete");
        }
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
