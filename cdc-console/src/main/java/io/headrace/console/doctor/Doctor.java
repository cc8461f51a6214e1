package io.headrace.console.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Checks each part of the pipeline and what it needs of its servers; each finding with its cause and what to do. Servers
 * come before the connectors that need them, so that the fixes can be run from the first to the last.
 */
public final class Doctor {

    private static final String NOTHING_BEHIND = "nothing behind it can be checked";

    private final PipelineEndpoints target;
    private final String table;
    private final ConnectRest connect;

    /**
     * @param table {@code database.table}
     * @throws Problem when it has another form
     */
    public Doctor(PipelineEndpoints target, String table) {
        Route.requireTable(table);
        this.target = target;
        this.table = table;
        this.connect = new ConnectRest(target);
    }

    public Diagnosis run() {
        List<Check> connectors = new ArrayList<>(part("Kafka Connect", () -> new ConnectorChecks(connect).run()));
        Optional<Route> route = route(connectors);
        List<Check> mysql = part("MySQL", () -> mysql(route));
        List<Check> checks = new ArrayList<>(mysql);
        if (isOk(mysql, "MySQL answers")) {
            checks.addAll(part(
                    "binlog", () -> new SourceChecks(target, connect).run(isOk(connectors, ConnectorChecks.THERE))));
        }
        if (isOk(mysql, "MySQL answers")) {
            route.ifPresent(way -> checks.addAll(
                    part("progress of " + way.source(), () -> new ProgressCheck(target, connect).of(way))));
        }
        checks.addAll(part("Kafka", () -> kafka(route, isOk(connectors, "Kafka Connect answers"))));
        checks.addAll(part("Elasticsearch", () -> index(route, isOk(mysql, "MySQL answers"))));
        if (target.listener() != null) {
            checks.addAll(part("Listener", () -> new ListenerChecks(target).run()));
        }
        checks.addAll(connectors);
        return Diagnosis.of(checks);
    }

    private static List<Check> part(String name, Supplier<List<Check>> checks) {
        try {
            return checks.get();
        } catch (Problem problem) {
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
    }

    private static boolean isOk(List<Check> checks, String about) {
        return checks.stream().anyMatch(c -> c.about().equals(about) && c.result() == Diagnosis.Result.OK);
    }

    /** The table's way through the connectors; that there is none is a finding, unless there are no connectors at all. */
    private Optional<Route> route(List<Check> connectors) {
        if (!isOk(connectors, ConnectorChecks.THERE)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Route.find(connect, table));
        } catch (Problem noWay) {
            String message = noWay.getMessage() == null ? "" : noWay.getMessage();
            connectors.add(Check.failed(
                    "route of " + table,
                    message,
                    "its topic and its index can't be checked",
                    "./cdc apply    creates the shipped connectors; or give --table a table that is captured"));
            return Optional.empty();
        }
    }

    private List<Check> mysql(Optional<Route> route) {
        JsonNode source = route.map(way -> config(way.source())).orElse(Rest.JSON.missingNode());
        List<JsonNode> sinks = route.map(way -> List.of(config(way.sink()))).orElse(List.of());
        Database database = new Database(target);
        try (Connection mysql = database.open()) {
            MysqlChecks of = new MysqlChecks(mysql);
            List<Check> checks = new ArrayList<>(of.ofServer(List.of(table.substring(0, table.indexOf('.')))));
            checks.addAll(of.ofTable(table, source, sinks));
            return checks;
        } catch (SQLException e) {
            throw database.problem(e);
        }
    }

    private JsonNode config(String connector) {
        return connect.config(connector).orElse(Rest.JSON.missingNode());
    }

    private List<Check> kafka(Optional<Route> route, boolean isConnectThere) {
        return new KafkaChecks(target, connect, this::hasRows).run(route, isConnectThere);
    }

    private boolean hasRows() {
        try (Connection mysql = new Database(target).open()) {
            return !Database.text(mysql, "SELECT 1 FROM " + Database.quotedTable(table) + " LIMIT 1")
                    .isEmpty();
        } catch (SQLException | Problem unknown) {
            return true;
        }
    }

    private List<Check> index(Optional<Route> way, boolean isMysqlThere) {
        SearchRest search = new SearchRest(target);
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Elasticsearch answers", search.version()));
        way.filter(route -> !route.index().contains("${")).ifPresent(route -> {
            JsonNode sink = config(route.sink());
            checks.addAll(IndexChecks.of(search, route.index(), sink).run());
            if (isMysqlThere && search.exists(route.index())) {
                MappingCheck mapping = new MappingCheck(target, search);
                checks.add(mapping.run(table, route.index(), sink));
                checks.addAll(mapping.names(table, sink));
            }
        });
        return checks;
    }
}
