package io.headrace.console.demo;

import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.StepProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A shop at work: orders come in, are paid, shipped and delivered, some are cancelled and some of those removed, at a
 * steady rate for a bounded time. Every change is a transaction of its own. What it inserts stays, except what it removes.
 */
public final class Workload {

    /**
     * @param changes committed changes
     * @param perSecond the rate that was reached
     */
    public record Worked(long changes, long inserts, long updates, long deletes, double perSecond, long millis) {}

    private static final String[] NEXT_STATUS = {"PAID", "SHIPPED", "DELIVERED"};
    private static final int OPEN_ORDERS = 2_000;

    private record Open(long id, int step) {}

    private final PipelineEndpoints target;
    private final int perSecond;
    private final Duration time;
    private final Consumer<String> progress;
    private final SplittableRandom random = new SplittableRandom();
    private final Deque<Open> open = new ArrayDeque<>();
    private final String prefix =
            "LOAD-" + Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT) + "-";
    private long inserts;
    private long updates;
    private long deletes;

    /**
     * @param perSecond changes to commit each second
     * @param time how long to go on
     * @param progress receives a line every few seconds
     */
    public Workload(PipelineEndpoints target, int perSecond, Duration time, Consumer<String> progress) {
        this.target = target;
        this.perSecond = perSecond;
        this.time = time;
        this.progress = progress;
    }

    /** Runs once; ends early when the thread is interrupted. */
    public Worked run() {
        Database database = new Database(target);
        long start = System.nanoTime();
        long interval = 1_000_000_000L / perSecond;
        StepProgress meter = new StepProgress("committed", time.toSeconds() * perSecond, progress);
        try (Connection mysql = database.open();
                PreparedStatement insert = mysql.prepareStatement(
                        "INSERT INTO orders (order_number, customer_id, customer_email, status, total, currency,"
                                + " shipping_address, created_at) SELECT ?, id, email, 'NEW', ?, 'EUR',"
                                + " JSON_OBJECT('city', 'Bern', 'zip', '3000'), NOW(6) FROM customers WHERE id >= ?"
                                + " ORDER BY id LIMIT 1",
                        PreparedStatement.RETURN_GENERATED_KEYS);
                PreparedStatement update = mysql.prepareStatement("UPDATE orders SET status = ? WHERE id = ?");
                PreparedStatement delete = mysql.prepareStatement("DELETE FROM orders WHERE id = ?")) {
            long customers = Database.number(mysql, "SELECT COALESCE(MAX(id), 1) FROM customers");
            long done = 0;
            while (System.nanoTime() - start < time.toNanos()
                    && !Thread.currentThread().isInterrupted()) {
                long wait = start + done * interval - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                    continue;
                }
                Open order = open.size() < 10 || random.nextInt(100) < 40 ? null : open.poll();
                if (order == null) {
                    insert(insert, customers);
                } else if (random.nextInt(100) < 10) {
                    delete(delete, order);
                } else {
                    update(update, order);
                }
                meter.at(++done);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Worked(
                    done, inserts, updates, deletes, Math.round(done / seconds * 10) / 10.0, (long) (seconds * 1000));
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private void insert(PreparedStatement insert, long customers) throws SQLException {
        insert.setString(1, prefix + inserts++);
        insert.setBigDecimal(2, java.math.BigDecimal.valueOf(random.nextLong(100, 100_000), 2));
        insert.setLong(3, random.nextLong(customers) + 1);
        insert.executeUpdate();
        try (ResultSet keys = insert.getGeneratedKeys()) {
            if (keys.next() && open.size() < OPEN_ORDERS) {
                open.add(new Open(keys.getLong(1), 0));
            }
        }
    }

    private void update(PreparedStatement update, Open order) throws SQLException {
        update.setString(1, NEXT_STATUS[order.step()]);
        update.setLong(2, order.id());
        update.executeUpdate();
        updates++;
        if (order.step() + 1 < NEXT_STATUS.length) {
            open.add(new Open(order.id(), order.step() + 1));
        }
    }

    private void delete(PreparedStatement delete, Open order) throws SQLException {
        delete.setLong(1, order.id());
        delete.executeUpdate();
        deletes++;
    }
}
