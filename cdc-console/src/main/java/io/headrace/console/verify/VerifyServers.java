package io.headrace.console.verify;

import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Patience;
import io.headrace.console.pipeline.ReindexIndices;
import io.headrace.console.pipeline.ReindexState;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers on which tables are compared, one after the other: each is connected to when it is needed first, and what does
 * not depend on the table is asked once. So a hundred tables need as many connections as one. For one thread.
 */
final class VerifyServers implements AutoCloseable {

    private static final int ANSWERS_WITHIN_SECONDS = 5;

    final ConnectRest connect;
    final SearchRest search;
    final Connectors connectors;
    private final PipelineEndpoints target;
    private final Patience patience;
    private final Map<String, List<String>> captured = new HashMap<>();
    private @Nullable Connection mysql;
    private @Nullable Topics topics;
    private @Nullable List<String> topicNames;
    private @Nullable List<ReindexState> swapped;

    private VerifyServers(PipelineEndpoints target, ConnectRest connect, Connectors connectors, Patience patience) {
        this.target = target;
        this.patience = patience;
        this.connect = connect;
        this.search = new SearchRest(target);
        this.connectors = connectors;
    }

    /**
     * Reads the configurations of all connectors.
     *
     * @param patience how long a connector may take to catch up; one that does not is waited for once
     */
    static VerifyServers open(PipelineEndpoints target, Duration patience) {
        ConnectRest connect = new ConnectRest(target);
        return new VerifyServers(target, connect, Connectors.of(connect), new Patience(patience));
    }

    Patience patience() {
        return patience;
    }

    /** A session on MySQL: another one, if that of the table before has been lost. */
    Connection mysql() throws SQLException {
        Connection last = mysql;
        if (last != null && last.isValid(ANSWERS_WITHIN_SECONDS)) {
            return last;
        }
        Connection opened = new Database(target).open();
        mysql = opened;
        return opened;
    }

    Topics topics() {
        Topics opened = known(topics, () -> Topics.open(target));
        topics = opened;
        return opened;
    }

    /** The names of all topics. */
    List<String> topicNames() {
        List<String> names = known(topicNames, () -> topics().beginningWith(""));
        topicNames = names;
        return names;
    }

    /** All tables that a source captures. */
    List<String> captured(String source) throws SQLException {
        List<String> known = captured.get(source);
        if (known == null) {
            known = TableFilter.of(connectors.config(source)).among(TableFilter.tables(mysql()));
            captured.put(source, known);
        }
        return known;
    }

    /** The way that searches see: between the swap of a reindex and its end, that is what the sink's clone writes. */
    Route searched(Route route) {
        return swapped().stream()
                .filter(state ->
                        state.table().equals(route.table()) && state.sink().equals(route.sink()))
                .map(state -> route.through(state.cloneSink(), state.alias()))
                .findFirst()
                .orElse(route);
    }

    private List<ReindexState> swapped() {
        ReindexIndices indices = new ReindexIndices(search);
        List<ReindexState> states = known(
                swapped, () -> indices.all().stream().filter(indices::isSwapped).toList());
        swapped = states;
        return states;
    }

    private static <T> T known(@Nullable T known, Supplier<T> asked) {
        return known == null ? asked.get() : known;
    }

    @Override
    public void close() {
        if (topics != null) {
            topics.close();
        }
        if (mysql != null) {
            try {
                mysql.close();
            } catch (SQLException ignored) {
                // the session ends with the process at the latest
            }
        }
    }
}
