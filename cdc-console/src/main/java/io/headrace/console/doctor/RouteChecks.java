package io.headrace.console.doctor;

import io.headrace.console.doctor.Diagnosis.Check;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which ways tables have through the connectors. That one has none is a finding, unless there are no connectors at all. */
final class RouteChecks {

    private static final String LOST = "its topic and its index can't be checked";
    private static final String FIX =
            "./cdc apply    creates the shipped connectors; or give --table a table that is captured";

    private final ConnectRest connect;
    private final Connectors connectors;
    private final List<String> patterns;

    /** @param patterns tables by name or pattern; none for all */
    RouteChecks(ConnectRest connect, Connectors connectors, List<String> patterns) {
        this.connect = connect;
        this.connectors = connectors;
        this.patterns = patterns;
    }

    /** Whether it is the name of one table. */
    static boolean isPlain(String pattern) {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    /**
     * @param mysql null where it does not answer: then tables that sources name by patterns are not known
     * @param checks receives what is found
     */
    CarriedTables find(@Nullable Connection mysql, List<Check> checks) {
        CarriedTables none = new CarriedTables(new TreeMap<>(), new TreeSet<>(), new TreeMap<>());
        if (connectors.configs().isEmpty()) {
            return none;
        }
        CarriedTables carried;
        try {
            carried = mysql == null
                    ? CarriedTables.named(connectors, patterns)
                    : CarriedTables.of(mysql, connectors, patterns);
        } catch (Problem noWay) {
            checks.add(Check.failed(
                    "route of " + String.join(", ", patterns), String.valueOf(noWay.getMessage()), LOST, FIX));
            return none;
        } catch (SQLException unreadable) {
            carried = CarriedTables.named(connectors, patterns);
        }
        carried.notFollowed()
                .forEach((table, why) -> checks.add(
                        Check.skipped("route of " + table, why, LOST + ", and whether rows arrive is not known", "")));
        notIndexed(carried, checks);
        several(carried, checks);
        return carried;
    }

    private void notIndexed(CarriedTables carried, List<Check> checks) {
        TreeSet<String> rest = new TreeSet<>(carried.notIndexed());
        for (String table : carried.notIndexed()) {
            if (patterns.contains(table) || carried.indexed().isEmpty()) {
                rest.remove(table);
                checks.add(Check.failed("route of " + table, why(table), LOST, FIX));
            }
        }
        if (!rest.isEmpty()) {
            checks.add(Check.ok("captured, and indexed by no sink", String.join(", ", rest)));
        }
    }

    private String why(String table) {
        try {
            Route.find(connect, table);
            return "a sink reads it since";
        } catch (Problem noSink) {
            return String.valueOf(noSink.getMessage());
        }
    }

    private static void several(CarriedTables carried, List<Check> checks) {
        carried.indexed().forEach((table, ways) -> {
            if (ways.size() > 1) {
                checks.add(Check.ok(
                        "sinks of " + table,
                        String.join(
                                ", ",
                                ways.stream()
                                        .map(way -> way.sink() + " (index " + way.index() + ")")
                                        .toList())));
            }
        });
    }
}
