package io.headrace.e2e.generate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs the statements of scenarios side by side, those of one scenario in their order and in one session. */
final class Statements {

    private static final int SESSIONS = 6;

    private final LiveServers servers;
    private final Connectors connectors;
    private int refused;
    private int taken;

    Statements(LiveServers servers, Connectors connectors) {
        this.servers = servers;
        this.connectors = connectors;
    }

    void createDatabases(List<Scenario> scenarios) {
        sideBySide(
                scenarios,
                scenario -> execute(
                        "", List.of("CREATE DATABASE `" + connectors.database(scenario) + "` CHARACTER SET utf8mb4")));
    }

    void run(List<Scenario> scenarios, Step.Phase phase) {
        sideBySide(scenarios, scenario -> execute(connectors.database(scenario), scenario.sql(phase)));
    }

    void dropDatabases(List<Scenario> scenarios) {
        sideBySide(
                scenarios, scenario -> execute("", List.of("DROP DATABASE `" + connectors.database(scenario) + "`")));
    }

    /** Statements that MySQL took, of all; too few would make a scenario say nothing. */
    synchronized String share() {
        return taken + " of " + (taken + refused) + " statements taken";
    }

    private void execute(String database, List<String> statements) {
        try (Connection mysql = servers.mysql(database);
                Statement statement = mysql.createStatement()) {
            statement.execute(
                    "SET SESSION time_zone = '+00:00', lock_wait_timeout = 20, innodb_lock_wait_timeout = 20");
            for (String sql : statements) {
                count(isTaken(statement, sql));
            }
            isTaken(statement, "COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isTaken(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return true;
        } catch (SQLException refused) {
            return false;
        }
    }

    private synchronized void count(boolean isTaken) {
        taken += isTaken ? 1 : 0;
        refused += isTaken ? 0 : 1;
    }

    static <T> void sideBySide(List<T> all, Consumer<T> work) {
        ExecutorService sessions = Executors.newFixedThreadPool(SESSIONS);
        try {
            List<Future<?>> futures = all.stream()
                    .<Future<?>>map(one -> sessions.submit(() -> work.accept(one)))
                    .toList();
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            sessions.shutdownNow();
        }
    }
}
