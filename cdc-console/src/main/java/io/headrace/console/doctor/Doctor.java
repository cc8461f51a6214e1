package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks each part of the pipeline and what it needs of its servers; each finding with its cause and what to do. Servers
 * come before the connectors that need them, so that the fixes can be run from the first to the last. What is in order
 * with several tables is one check. One session on MySQL serves all.
 */
public final class Doctor {

    /** What is in order with more tables than this is told of all together. */
    static final int ONE_BY_ONE = 1;

    private static final String NOTHING_BEHIND = "nothing behind it can be checked";

    private final PipelineEndpoints target;
    private final List<String> patterns;
    private final ConnectRest connect;

    /** @param table {@code database.table}, or a pattern of several */
    public Doctor(PipelineEndpoints target, String table) {
        this(target, List.of(table));
    }

    /**
     * @param patterns tables by name or pattern; none for all that the connectors carry
     * @throws Problem when one has another form than {@code database.table}
     */
    public Doctor(PipelineEndpoints target, List<String> patterns) {
        patterns.forEach(Route::requireTable);
        this.target = target;
        this.patterns = List.copyOf(patterns);
        this.connect = new ConnectRest(target);
    }

    /** Checks of one server, which may end early. */
    private interface Part {
        List<Check> run() throws SQLException;
    }

    public Diagnosis run() {
        List<Check> connectors = new ArrayList<>(part("Kafka Connect", () -> new ConnectorChecks(connect).run()));
        Connectors configs = configs(connectors);
        List<Check> checks = new ArrayList<>();
        try (Connection mysql = session(checks)) {
            CarriedTables carried = new RouteChecks(connect, configs, patterns).find(mysql, connectors);
            List<Route> ways = carried.ways();
            if (mysql != null) {
                ofMysql(mysql, configs, carried, checks);
            }
            checks.addAll(part(
                    "Kafka",
                    () -> new KafkaChecks(target, connect, table -> hasRows(mysql, table))
                            .run(ways, isOk(connectors, "Kafka Connect answers"))));
            checks.addAll(part("Elasticsearch", () -> new WayChecks(target, configs).run(mysql, ways)));
        } catch (SQLException notClosed) {
            // nothing was changed in this session
        }
        if (target.listener() != null) {
            checks.addAll(part("Listener", () -> new ListenerChecks(target).run()));
        }
        checks.addAll(connectors);
        return Diagnosis.of(checks);
    }

    /** None where the worker has none, or does not tell, which is among the checks then. */
    private Connectors configs(List<Check> connectors) {
        Connectors none = new Connectors(connect.address(), new TreeMap<>());
        try {
            return isOk(connectors, ConnectorChecks.THERE) ? Connectors.of(connect) : none;
        } catch (Problem problem) {
            connectors.addAll(told("Kafka Connect", problem));
            return none;
        }
    }

    /** Null where MySQL does not answer, which is among the checks then. */
    private @Nullable Connection session(List<Check> checks) {
        Connection[] open = new Connection[1];
        checks.addAll(part("MySQL", () -> {
            open[0] = new Database(target).open();
            return List.of();
        }));
        return open[0];
    }

    private void ofMysql(Connection mysql, Connectors configs, CarriedTables carried, List<Check> checks) {
        List<Check> ofServer = part("MySQL", () -> tables(mysql, configs, carried));
        checks.addAll(ofServer);
        if (!isOk(ofServer, "MySQL answers")) {
            return;
        }
        Map<String, JsonNode> sources = configs.sources();
        checks.addAll(part("binlog", () -> new SourceChecks(target, connect).run(mysql, sources)));
        Map<String, TreeSet<String>> written = new TreeMap<>();
        carried.ways()
                .forEach(way -> written.computeIfAbsent(way.source(), any -> new TreeSet<>())
                        .add(way.topic()));
        written.forEach((source, topics) -> checks.addAll(part(
                "progress of " + source,
                () -> new ProgressCheck(target, connect).of(mysql, source, configs.config(source), topics))));
    }

    private List<Check> tables(Connection mysql, Connectors configs, CarriedTables carried) throws SQLException {
        TreeSet<String> tables = new TreeSet<>(carried.indexed().keySet());
        patterns.stream().filter(RouteChecks::isPlain).forEach(tables::add);
        TreeSet<String> databases = new TreeSet<>();
        tables.forEach(table -> databases.add(table.substring(0, table.indexOf('.'))));
        MysqlChecks of = new MysqlChecks(mysql);
        List<Check> checks = new ArrayList<>(of.ofServer(databases));
        TableChecks each = new TableChecks(ONE_BY_ONE);
        for (String table : tables) {
            List<Route> ways = carried.indexed().getOrDefault(table, List.of());
            JsonNode source = configs.config(ways.isEmpty() ? "" : ways.get(0).source());
            Collection<JsonNode> sinks =
                    ways.stream().map(way -> configs.config(way.sink())).toList();
            each.add(TableChecks.Subject.TABLE, table, of.ofTable(table, source, sinks));
        }
        checks.addAll(each.told());
        return checks;
    }

    private static boolean hasRows(@Nullable Connection mysql, String table) {
        try {
            return mysql == null
                    || !Database.text(mysql, "SELECT 1 FROM " + Database.quotedTable(table) + " LIMIT 1")
                            .isEmpty();
        } catch (SQLException unknown) {
            return true;
        }
    }

    private List<Check> part(String name, Part checks) {
        try {
            return checks.run();
        } catch (SQLException e) {
            return told(name, new Database(target).problem(e));
        } catch (Problem problem) {
            return told(name, problem);
        }
    }

    private static List<Check> told(String name, Problem problem) {
        String message = problem.getMessage() == null ? "" : problem.getMessage();
        return List.of(
                switch (problem.kind()) {
                    case UNREACHABLE ->
                        Check.failed(
                                name + " answers",
                                message,
                                NOTHING_BEHIND,
                                "./cdc up    starts the local servers; their logs are in .cdc/stack");
                    case REFUSED ->
                        Check.failed(
                                name + " accepts this user",
                                message,
                                NOTHING_BEHIND,
                                "./cdc doctor --profile NAME    with the right user and secret for " + name
                                        + " in .cdc/profiles/NAME.yaml: see docs/cli.md");
                    default -> Check.failed(name, message, NOTHING_BEHIND, "");
                });
    }

    private static boolean isOk(List<Check> checks, String about) {
        return checks.stream().anyMatch(c -> c.about().equals(about) && c.result() == Diagnosis.Result.OK);
    }
}
