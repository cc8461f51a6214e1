package io.headrace.e2e.generate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Rows that all sources of a batch capture, one after the other: they tell how far a source is, and keep it from being idle.
 * An idle source tells its progress once in 48 seconds, for which verify would wait with each table, and reads no chunk of an
 * incremental snapshot.
 */
final class Marks implements AutoCloseable {

    private final Connection mysql;
    private final String database;
    private final ScheduledExecutorService moving = Executors.newSingleThreadScheduledExecutor();
    private int made;

    private Marks(Connection mysql, String database) {
        this.mysql = mysql;
        this.database = database;
    }

    static Marks create(LiveServers servers, String database) {
        try {
            Marks marks = new Marks(servers.mysql(""), database);
            marks.execute("CREATE DATABASE " + database);
            marks.execute("CREATE TABLE " + database + ".marks (id INT PRIMARY KEY)");
            return marks;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One each so many milliseconds, from now to the end. */
    void move(int millis) {
        var unused = moving.scheduleWithFixedDelay(this::next, millis, millis, TimeUnit.MILLISECONDS);
    }

    synchronized void next() {
        execute("INSERT INTO " + database + ".marks VALUES (" + ++made + ")");
    }

    private void execute(String sql) {
        try (Statement statement = mysql.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        moving.shutdownNow();
        execute("DROP DATABASE " + database);
        try {
            mysql.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
