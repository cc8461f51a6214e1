package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SchemaHistory;
import io.headrace.console.pipeline.Watermark;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Has a source that runs capture more tables from its place on, stopped once for as long as that takes. Its schema history is
 * told these tables alone: what it knows of the others stays, so that changes of theirs that it has not read yet are read
 * by the definitions of their time.
 *
 * <p>A table's definition holds for all its changes behind the place where the source was stopped, since the source has
 * read all that was committed before the first look at the table, and the second one shows the same.
 */
public final class TakeTables {

    /** What a table looks like; changes when it is altered. */
    public interface Look {
        List<String> shapes(Connection mysql) throws SQLException;
    }

    private static final int TRIES = 3;

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final Duration patience;

    /** @param patience how long the source may take for each step */
    public TakeTables(PipelineEndpoints target, Duration patience) {
        this.target = target;
        this.connect = new ConnectRest(target);
        this.patience = patience;
    }

    /**
     * Returns once the source runs with the wanted configuration. When this fails before, the source goes on with the one that
     * it had.
     *
     * @param routes of the tables that come in, all from one source
     * @param wanted its configuration with them
     * @return how long it stood still, in milliseconds
     * @throws Problem when it does not run, is far behind, or the tables are altered meanwhile each time
     */
    public long run(List<Route> routes, JsonNode wanted, Look look) {
        String source = routes.get(0).source();
        resume(source);
        try (Topics topics = Topics.open(target);
                Connection mysql = new Database(target).open()) {
            SchemaHistory history = new SchemaHistory(topics, wanted);
            if (history.topic().isEmpty()) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Nothing was changed: the schema history of " + source + " is not in Kafka"
                                + " (schema.history.internal.kafka.topic), so it can't be told more tables.");
            }
            for (int i = 0; i < TRIES; i++) {
                List<String> before = look.shapes(mysql);
                new Watermark(routes.get(0), connect, topics, patience).awaitSource(mysql);
                long start = System.nanoTime();
                boolean isTaken = stopped(
                        source,
                        routes,
                        wanted,
                        history,
                        mysql,
                        () -> look.shapes(mysql).equals(before));
                if (isTaken) {
                    return (System.nanoTime() - start) / 1_000_000;
                }
            }
            throw new Problem(
                    Problem.Kind.FAILED,
                    "The source captures what it did: a table was altered each time it was to be taken in. Run the command"
                            + " again once the migration has ended.");
        } catch (SQLException e) {
            throw new Database(target).problem(e);
        } catch (Watermark.NotPassed e) {
            throw new Problem(
                    Problem.Kind.UNHEALTHY,
                    "The source captures what it did: " + e.getMessage()
                            + ". Run the command again once it has caught up.",
                    e);
        }
    }

    private interface Check {
        boolean holds() throws SQLException;
    }

    private boolean stopped(
            String source,
            List<Route> routes,
            JsonNode wanted,
            SchemaHistory history,
            Connection mysql,
            Check unaltered)
            throws SQLException {
        boolean isTaken = false;
        try {
            if (!new StopAndConfigure(connect, patience).stop(source)) {
                throw new Problem(
                        Problem.Kind.UNHEALTHY,
                        "The tasks of " + source + " were still running " + patience.toSeconds()
                                + " s after it was told to stop; it captures what it did. The worker's log shows what holds it"
                                + " up.");
            }
            List<String> definitions = new ArrayList<>();
            for (Route route : routes) {
                definitions.add(definition(mysql, route.table()));
            }
            if (unaltered.holds()) {
                for (int i = 0; i < routes.size(); i++) {
                    for (JsonNode offset : connect.offsets(source)) {
                        history.define(offset, routes.get(i).database(), definitions.get(i));
                    }
                }
                connect.putConfig(source, wanted);
                isTaken = true;
            }
        } finally {
            connect.put(source, "resume");
        }
        ApplyConfigs.awaitRunning(connect, source, patience);
        return isTaken;
    }

    /** A source that a killed run of this has left stopped goes on; whoever paused it wants it to stand. */
    private void resume(String source) {
        ConnectRest.ConnectorState state = connect.state(source).orElseThrow();
        if (state.state().equals("PAUSED")) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "Nothing was changed: source " + source + " is paused. First: ./cdc resume "
                            + ShellWord.of(source));
        }
        if (state.state().equals("STOPPED")) {
            connect.put(source, "resume");
        }
        ApplyConfigs.awaitRunning(connect, source, patience);
    }

    private static String definition(Connection mysql, String table) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            statement.execute("SET sql_quote_show_create = 1, sql_mode = ''"); // names stand in backticks
            try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + Database.quotedTable(table))) {
                row.next();
                return row.getString(2);
            }
        }
    }
}
