package io.headrace.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.pipeline.CarriedTables;
import io.headrace.console.pipeline.Route;
import io.headrace.console.server.ConsumerBacklog;
import io.headrace.console.server.ReaderBacklogs.Reader;
import io.headrace.console.status.PipelineStatus.Hop;
import io.headrace.console.status.PipelineStatus.TableLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What is said of a table, by what its hops are like. */
class TableLinesTest {

    private static final long NOW = 100_000;
    private static final IndexLook.Seen WELL = new IndexLook.Seen(true, false, "", 7, 0, 0);

    private final Map<String, Hop> connectors = new HashMap<>(Map.of(
            "source", Hop.of("source", "source", "RUNNING", true, ""),
            "sink", Hop.of("sink", "sink", "RUNNING", true, "")));
    private final Map<Reader, ConsumerBacklog> backlogs = new HashMap<>();
    private final Map<String, IndexLook.Seen> indices = new HashMap<>(Map.of("orders", WELL));
    private final Set<String> missing = new TreeSet<>();
    private final Set<String> empty = new TreeSet<>();

    @Test
    void shouldCountWhatWaitsAndWhatIsThere() {
        backlogs.put(new Reader("connect-sink", "p.shop.orders"), new ConsumerBacklog(3, true, NOW - 500));

        TableLine line = line();

        assertThat(line)
                .isEqualTo(new TableLine("shop.orders", "source", "sink", "orders", "UP", true, 3L, 500L, 7L, ""));
    }

    @Test
    void shouldCallATableBehindWhoseChangesWaitLonger() {
        backlogs.put(new Reader("connect-sink", "p.shop.orders"), new ConsumerBacklog(3, true, NOW - 2_500));

        assertThat(line()).returns("BEHIND", TableLine::state).returns(true, TableLine::healthy);
    }

    @Test
    void shouldBlameTheHopThatHoldsItUp() {
        connectors.put("source", Hop.of("source", "source", "PAUSED", false, ""));
        connectors.put("sink", Hop.of("sink", "sink", "STALLED", false, ""));

        String ofSource = line().state();
        connectors.put("source", Hop.of("source", "source", "RUNNING", true, ""));
        String ofSink = line().state();
        indices.put("orders", new IndexLook.Seen(true, false, "write", 7, 0, 0));
        TableLine ofIndex = line();

        assertThat(ofSource).isEqualTo("SOURCE PAUSED");
        assertThat(ofSink).isEqualTo("SINK STALLED");
        assertThat(ofIndex)
                .returns("INDEX BLOCKED", TableLine::state)
                .returns(false, TableLine::healthy)
                .returns("index.blocks.write is set", TableLine::detail);
    }

    @Test
    void shouldLetAnEmptyTableHaveNeitherTopicNorIndex() {
        missing.add("shop.orders");
        indices.put("orders", new IndexLook.Seen(false, false, "", -1, 0, 0));

        TableLine withRows = line();
        empty.add("shop.orders");
        TableLine withoutRows = line();

        assertThat(withRows).returns("INDEX MISSING", TableLine::state).returns(false, TableLine::healthy);
        assertThat(withoutRows).returns("EMPTY", TableLine::state).returns(true, TableLine::healthy);
    }

    @Test
    void shouldNotCallATableWellOfWhichNoChangeHasBeenCaptured() {
        missing.add("shop.orders");

        assertThat(line()).returns("NO TOPIC", TableLine::state).returns(false, TableLine::healthy);
    }

    @Test
    void shouldShowWhatIsKnownWhereAServerDoesNotAnswer() {
        CarriedTables carried = carried(List.of(way("sink", "orders")));

        TableLine withoutKafka = new TableLines(connectors, null, null, answer(), empty)
                .of(carried, table -> false)
                .get(0);
        TableLine withoutIndex = new TableLines(connectors, ends(), backlogs(), null, empty)
                .of(carried, table -> false)
                .get(0);

        assertThat(withoutKafka)
                .isEqualTo(
                        new TableLine("shop.orders", "source", "sink", "orders", "UNKNOWN", false, null, null, 7L, ""));
        assertThat(withoutIndex)
                .isEqualTo(new TableLine(
                        "shop.orders", "source", "sink", "orders", "INDEX UNREACHABLE", false, 0L, 0L, null, ""));
    }

    @Test
    void shouldHaveALineForEachSinkOfATable() {
        indices.put("archive", new IndexLook.Seen(true, true, "", 5, 0, 0));

        List<TableLine> lines = lines(carried(List.of(way("sink", "orders"), way("second", "archive"))));

        assertThat(lines).extracting(TableLine::state).containsExactly("UP", "INDEX RED");
        assertThat(lines).extracting(TableLine::detail).containsOnly("2 sinks index this table");
    }

    @Test
    void shouldNameTablesThatHaveNoWay() {
        CarriedTables carried = new CarriedTables(
                new TreeMap<>(),
                new TreeSet<>(Set.of("shop.audit")),
                new TreeMap<>(Map.of("shop.outbox", "transform outbox chooses a topic for each record")));

        List<TableLine> lines = lines(carried);
        TableLine asked = new TableLines(connectors, ends(), backlogs(), answer(), empty)
                .of(carried, "shop.outbox"::equals)
                .get(1);

        assertThat(lines).extracting(TableLine::state).containsExactly("NOT INDEXED", "NOT FOLLOWED");
        assertThat(lines).allMatch(TableLine::healthy);
        assertThat(lines.get(1).detail()).contains("chooses a topic");
        assertThat(asked.healthy()).as("of a table that is asked for").isFalse();
    }

    private TableLine line() {
        return lines(carried(List.of(way("sink", "orders")))).get(0);
    }

    private List<TableLine> lines(CarriedTables carried) {
        return new TableLines(connectors, ends(), backlogs(), answer(), empty).of(carried, table -> false);
    }

    private static CarriedTables carried(List<Route> ways) {
        return new CarriedTables(new TreeMap<>(Map.of("shop.orders", ways)), new TreeSet<>(), new TreeMap<>());
    }

    private static Route way(String sink, String index) {
        return new Route("shop.orders", "source", "p", "p.shop.orders", sink, "connect-" + sink, index);
    }

    private TopicEnds ends() {
        TopicPartition partition = new TopicPartition("p.shop.orders", 0);
        return new TopicEnds(
                1, Map.of("p.shop.orders", List.of(partition)), Map.of(partition, 10L), System.nanoTime(), missing);
    }

    private SinkBacklogs backlogs() {
        return new SinkBacklogs(backlogs, Set.of(), NOW);
    }

    private IndexLook.Answer answer() {
        return new IndexLook.Answer("Elasticsearch 9.9.9", 1, 0.3, indices);
    }
}
