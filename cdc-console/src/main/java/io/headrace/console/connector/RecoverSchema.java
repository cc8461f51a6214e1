package io.headrace.console.connector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.pipeline.CapturedTable;
import io.headrace.console.pipeline.SchemaHistory;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.Pause;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.ShellWord;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * Has a source read the definitions of its tables anew, once: with {@code snapshot.mode=recovery} until its schema history
 * knows all of them, then as it is configured; stopped before each change. Its place in the binlog stays, and no row is read: what is in a table that is new to it comes by
 * {@code verify --repair}.
 *
 * <p>The definitions are today's. A change that the source has not read yet, from before a table was altered, is read
 * wrongly by them: the source should be at the binlog's end, or its table unaltered since.
 */
public final class RecoverSchema {

    /** @param tables what its history knows now, of the captured tables */
    public record Recovered(String connector, List<String> tables) {
        public Recovered {
            tables = List.copyOf(tables);
        }
    }

    private static final String MODE = "snapshot.mode";

    private final PipelineEndpoints target;
    private final ConnectRest connect;
    private final Duration patience;

    public RecoverSchema(PipelineEndpoints target, Duration patience) {
        this.target = target;
        this.connect = new ConnectRest(target);
        this.patience = patience;
    }

    /** With its current configuration. */
    public Recovered run(String connector) {
        connect.require(connector);
        return run(connector, connect.config(connector).orElseThrow());
    }

    /**
     * @param wanted the configuration that it should have afterwards
     * @throws Problem if it is not a MySQL source, has no offsets yet, or does not read all tables in time; it has the
     *     wanted configuration in any case
     */
    Recovered run(String connector, JsonNode wanted) {
        if (!CapturedTable.isSource(wanted)) {
            throw new Problem(
                    Problem.Kind.USAGE,
                    connector + " is a " + wanted.path("connector.class").asText() + "; only a MySQL source has a"
                            + " schema history.");
        }
        if (connect.offsets(connector).isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    connector + " has no offsets yet: it will start with a snapshot, which reads all definitions. If it"
                            + " makes no progress: ./cdc restart " + ShellWord.of(connector) + ".");
        }
        List<String> captured = captured(wanted);
        if (captured.isEmpty()) {
            throw new Problem(
                    Problem.Kind.FAILED,
                    "The table lists of " + connector + " match no table that user " + target.mysqlUser()
                            + " can see; run ./cdc validate for details.");
        }
        ObjectNode once = wanted.deepCopy();
        once.put(MODE, "recovery");
        try (Topics topics = Topics.open(target)) {
            SchemaHistory history = new SchemaHistory(topics, wanted);
            String before = connect.state(connector)
                    .map(ConnectRest.ConnectorState::state)
                    .orElse("RUNNING");
            StopAndConfigure change = new StopAndConfigure(connect, patience);
            long end = history.end();
            boolean knows;
            try {
                change.put(connector, once, true);
                // what it knew before may be what is wrong: each definition has to be written anew
                knows = Pause.until(() -> history.tablesSince(end).containsAll(captured), patience, 500);
            } finally {
                change.put(connector, wanted, !before.equals("STOPPED"));
                if (before.equals("PAUSED")) {
                    connect.put(connector, "pause");
                }
            }
            if (!knows) {
                TreeSet<String> missing = new TreeSet<>(captured);
                missing.removeAll(history.tablesSince(end));
                throw new Problem(
                        Problem.Kind.UNHEALTHY,
                        "Source " + connector + " has not read the definitions of " + String.join(", ", missing)
                                + " within " + patience.toSeconds() + " s. Its state is "
                                + connect.state(connector)
                                        .map(state -> state.summary()
                                                + (state.firstCause() == null ? "" : ", " + state.firstCause()))
                                        .orElse("unknown")
                                + ". Its configuration is unchanged.");
            }
            if (!before.equals("STOPPED") && !before.equals("PAUSED")) {
                ApplyConfigs.awaitRunning(connect, connector, patience);
            }
            return new Recovered(connector, captured);
        }
    }

    private List<String> captured(JsonNode source) {
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            return TableFilter.of(source).among(TableFilter.tables(mysql));
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }
}
