package io.headrace.e2e.lab;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A change now and then in a table that no source captures, as on a server in use. A source of an idle server tells its
 * progress once in eight seconds, for which verify and each signal of a repair would wait.
 */
final class Pulse implements AutoCloseable {

    private static final long MILLIS = 250;

    private final Connection mysql;
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor();

    private Pulse(Connection mysql) {
        this.mysql = mysql;
    }

    /** @param mysql is closed with the pulse */
    static Pulse start(Connection mysql) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("CREATE DATABASE pulse");
            statement.execute("CREATE TABLE pulse.beat (id INT PRIMARY KEY, n BIGINT)");
            statement.execute("INSERT INTO pulse.beat VALUES (1, 0)");
        }
        Pulse pulse = new Pulse(mysql);
        var unused = pulse.beats.scheduleWithFixedDelay(pulse::beat, MILLIS, MILLIS, TimeUnit.MILLISECONDS);
        return pulse;
    }

    private void beat() {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("UPDATE pulse.beat SET n = n + 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e); // ends the pulse; tests are slower then, and no other
        }
    }

    @Override
    public void close() {
        beats.shutdown();
        try {
            if (!beats.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The pulse does not end");
            }
            mysql.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
