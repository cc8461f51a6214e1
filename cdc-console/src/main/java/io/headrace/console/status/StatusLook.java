package io.headrace.console.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Connectors;
import io.headrace.console.pipeline.MysqlPosition;
import io.headrace.console.pipeline.Route;
import io.headrace.console.pipeline.SourceWatch;
import io.headrace.console.pipeline.TableFilter;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.ConnectRest.ConnectorState;
import io.headrace.console.server.Database;
import io.headrace.console.server.PipelineEndpoints;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import io.headrace.console.server.SearchRest;
import io.headrace.console.server.Topics;
import io.headrace.console.status.PipelineStatus.Hop;
import io.headrace.console.status.PipelineStatus.TableLine;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One look at all that a selection of tables needs. Each question is a task of its own and waits only for tasks that were
 * submitted before it, so that any number of threads gets on.
 */
final class StatusLook {

    private final PipelineEndpoints target;
    private final List<String> patterns;
    private final ConnectRest connect;
    private final ExecutorService looks;
    private final MysqlHop mysql;
    private final SearchRest search;

    StatusLook(PipelineEndpoints target, List<String> patterns, ConnectRest connect, ExecutorService looks) {
        this.target = target;
        this.patterns = patterns;
        this.connect = connect;
        this.looks = looks;
        this.mysql = new MysqlHop(target);
        this.search = new SearchRest(target, Status.ANSWER);
    }

    /** @throws Problem when a pattern selects no table that a source captures */
    PipelineStatus of(Future<Connectors> connectors, Future<CarriedTables> carried) {
        Future<ConnectorStates> states = looks.submit(() -> new ConnectorStates(connect.address(), connect.states()));
        Future<MysqlPosition> position = looks.submit(mysql::position);
        Future<Topics> topics = looks.submit(() -> Topics.open(target));
        Future<Hop> first = looks.submit(() ->
                hop("mysql", Database.shown(target.jdbcUrl()), () -> mysql.look(() -> tables(Status.value(carried)))));
        try {
            CarriedTables found;
            try {
                found = Status.value(carried);
            } catch (Problem noWay) {
                if (noWay.kind() == Problem.Kind.USAGE
                        && !Status.value(connectors).sources().isEmpty()) {
                    throw noWay;
                }
                return withoutWay(noWay, first, topics);
            }
            return of(Status.value(connectors), found, states, position, topics, first);
        } finally {
            close(topics);
        }
    }

    private record ConnectorStates(String address, Map<String, ConnectorState> states) {
        ConnectorState of(String name) {
            ConnectorState state = states.get(name);
            if (state == null) {
                throw new Problem(
                        Problem.Kind.FAILED, "Kafka Connect at " + address + " has no state of " + name + " yet.");
            }
            return state;
        }
    }

    private PipelineStatus of(
            Connectors connectors,
            CarriedTables carried,
            Future<ConnectorStates> states,
            Future<MysqlPosition> position,
            Future<Topics> topics,
            Future<Hop> first) {
        List<Route> ways = carried.ways();
        Set<String> names = ways.stream().map(Route::topic).collect(Collectors.toCollection(TreeSet::new));
        boolean isOne = ways.size() == 1 && carried.notFollowed().isEmpty();
        Future<TopicEnds> ends = looks.submit(() -> TopicEnds.look(Status.value(topics), ways));
        Future<SinkBacklogs> backlogs =
                looks.submit(() -> SinkBacklogs.look(target, Status.value(topics), ways, Status.value(ends)));
        Future<Set<String>> empty = looks.submit(() -> {
            Set<String> missing = Status.value(ends).missing();
            return missing.isEmpty() ? Set.of() : mysql.empty(missing);
        });
        String broker = isOne ? ways.get(0).topic() : target.bootstrapServers();
        Future<Hop> topic = looks.submit(() -> hop(
                "topic",
                broker,
                () -> Status.value(ends).hop(target, Status.value(topics), broker, Status.value(empty))));
        Future<IndexLook.Answer> indices = looks.submit(() -> new IndexLook(search, indices(ways)).run());
        URI listener = target.listener();
        Future<Hop> reactions = listener == null || names.isEmpty()
                ? null
                : looks.submit(
                        () -> hop("listener", Rest.shown(listener), () -> ListenerHop.look(target, listener, names)));
        Map<String, Future<Hop>> sources = new LinkedHashMap<>();
        sources(connectors, carried)
                .forEach((name, config) -> sources.put(
                        name,
                        looks.submit(() -> hop(
                                "source",
                                name,
                                () -> ConnectorHop.source(
                                        Status.value(states).of(name),
                                        new SourceWatch(
                                                name, config, topicsOf(name, ways), connect, Status.value(topics)),
                                        () -> Status.value(position))))));
        List<Hop> hops = new ArrayList<>();
        hops.add(Status.value(first));
        if (!isOne) {
            hops.add(hop(
                    "connect",
                    connect.address(),
                    () -> Hop.of(
                            "connect",
                            connect.address(),
                            "UP",
                            true,
                            Status.value(states).states().size() + " connectors")));
        }
        Map<String, Hop> running = new TreeMap<>();
        sources.forEach((name, source) -> running.put(name, Status.value(source)));
        hops.addAll(running.values());
        hops.add(Status.value(topic));
        Map<String, String> groups = new TreeMap<>();
        ways.forEach(way -> groups.put(way.sink(), way.group()));
        groups.forEach((name, group) -> running.put(
                name,
                hop(
                        "sink",
                        name,
                        () -> ConnectorHop.sink(
                                Status.value(states).of(name),
                                Status.value(backlogs).of(group)))));
        groups.keySet().forEach(name -> hops.add(running.get(name)));
        Set<String> none = known(() -> Status.value(empty), Set.of());
        String server = isOne ? ways.get(0).index() : Rest.shown(target.elasticsearch());
        hops.add(hop("index", server, () -> IndexHop.of(server, Status.value(indices), awaited(ways, none))));
        if (reactions != null) {
            hops.add(Status.value(reactions));
        }
        List<TableLine> lines = new TableLines(
                        running,
                        known(() -> Status.value(ends), null),
                        known(() -> Status.value(backlogs), null),
                        known(() -> Status.value(indices), null),
                        none)
                .of(carried, patterns::contains);
        boolean healthy = hops.stream().allMatch(Hop::healthy) && lines.stream().allMatch(TableLine::healthy);
        return new PipelineStatus(healthy, new Bottleneck(hops).inWords(), hops, lines);
    }

    /** Of connectors that do not answer, or carry nothing: whoever can't be asked for the index's name, it is not the index that does not answer. */
    private PipelineStatus withoutWay(Problem noWay, Future<Hop> first, Future<Topics> topics) {
        String what = patterns.isEmpty() ? "all tables" : String.join(", ", patterns);
        Future<Hop> index = looks.submit(() -> hop(
                "index",
                Rest.shown(target.elasticsearch()),
                () -> Hop.of(
                        "index",
                        Rest.shown(target.elasticsearch()),
                        "UNKNOWN",
                        false,
                        search.version() + " answers; only the sink's connector says which index it is")));
        Hop sink;
        try {
            Status.value(topics).askAll();
            sink = Hop.broken("sink", what, noWay);
        } catch (Problem noBroker) {
            sink = Hop.broken("topic", what, noBroker);
        }
        List<Hop> hops = List.of(Status.value(first), Hop.broken("source", what, noWay), sink, Status.value(index));
        return new PipelineStatus(false, new Bottleneck(hops).inWords(), hops, List.of());
    }

    private static Map<String, JsonNode> sources(Connectors connectors, CarriedTables carried) {
        Collection<String> tables = tables(carried);
        Map<String, JsonNode> sources = new TreeMap<>();
        connectors.sources().forEach((name, config) -> {
            TableFilter filter = TableFilter.of(config);
            if (tables.stream().anyMatch(filter::takes)) {
                sources.put(name, config);
            }
        });
        return sources;
    }

    /** The tables that are looked at: those that are indexed, or else all of them. */
    private static Collection<String> tables(CarriedTables carried) {
        Set<String> tables = new TreeSet<>(carried.indexed().keySet());
        if (tables.isEmpty()) {
            tables.addAll(carried.notIndexed());
            tables.addAll(carried.notFollowed().keySet());
        }
        return tables;
    }

    private static Set<String> topicsOf(String source, List<Route> ways) {
        return ways.stream()
                .filter(way -> way.source().equals(source))
                .map(Route::topic)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those that can be told without a record. */
    private static Set<String> indices(List<Route> ways) {
        return ways.stream()
                .map(Route::index)
                .filter(index -> !index.contains("${"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> awaited(List<Route> ways, Set<String> empty) {
        return ways.stream()
                .filter(way -> empty.contains(way.table()))
                .map(Route::index)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Hop hop(String name, String what, Supplier<Hop> look) {
        try {
            return look.get();
        } catch (Problem problem) {
            return Hop.broken(name, what, problem);
        }
    }

    private static <T extends @Nullable Object> T known(Supplier<T> look, T otherwise) {
        try {
            return look.get();
        } catch (Problem unknown) {
            return otherwise;
        }
    }

    private static void close(Future<Topics> topics) {
        Topics open = known(() -> Status.value(topics), null);
        if (open != null) {
            open.close();
        }
    }
}
