package io.headrace.console.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.scenario.FakeWorker;
import io.headrace.console.server.ConnectRest;
import io.headrace.console.server.Problem;
import io.headrace.console.server.Rest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which topic, sink and index a table's changes go through, by connectors of a worker. */
class RouteTest {

    private FakeWorker worker;
    private ConnectRest connect;

    @BeforeEach
    void start() throws Exception {
        worker = new FakeWorker();
        connect = new ConnectRest(worker.target());
    }

    @AfterEach
    void stop() {
        worker.close();
    }

    @ParameterizedTest(name = "{0} has topic {1} and index {2}")
    @CsvSource({
        "lab.t, p.lab.t, p.lab.t",
        "lab.sales data, p.lab.sales_data, p.lab.sales_data",
        "'lab.it''s', p.lab.it_s, p.lab.it_s",
        "lab.größe, p.lab.gr__e, p.lab.gr__e",
        "lab.ver.1, p.lab.ver.1, p.lab.ver.1",
        "my-shop.order-Lines, p.my-shop.order-Lines, p.my-shop.order-lines"
    })
    void shouldGoFromATableToItsTopicAsTheSourceDoes(String table, String topic, String index) {
        worker.configs.put("source", source());
        worker.configs.put("sink", sink().put("topics.regex", "p\\..*"));

        Route route = Route.find(connect, table);

        assertThat(route.topic()).isEqualTo(topic);
        assertThat(route.index()).isEqualTo(index);
        assertThat(route.transactionTopic()).as("it has no part of the table").isEqualTo("p.transaction");
    }

    @Test
    void shouldFindTheWayWhenAConnectorIsStartedMeanwhile() {
        // Given
        worker.configs.put("source", source());
        worker.configs.put("sink", sink().put("topics.regex", "p\\..*"));
        worker.unreadable.set(3);

        // When
        Route route = Route.find(connect, "lab.t");

        // Then
        assertThat(route.topic())
                .as("a worker that rebalances answers 500 to whoever reads configurations")
                .isEqualTo("p.lab.t");
    }

    @Test
    void shouldFollowARouterOfShardsAndKnowWhatItAddsToKeys() throws Exception {
        ObjectNode source = source().put("transforms", "fields,route");
        source.put("transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter");
        source.put("transforms.route.topic.regex", "(.*)shard_\\d+\\.(.*)");
        source.put("transforms.route.topic.replacement", "$1all.$2");
        source.put("transforms.route.key.field.regex", ".*(shard_\\d+)\\..*");
        source.put("transforms.route.key.field.replacement", "$1");

        SourceTopic topic = SourceTopic.ofTable(source, "shard_7.orders");

        assertThat(topic.topic()).isEqualTo("p.all.orders");
        assertThat(topic.keyFields())
                .containsExactly(new SourceTopic.KeyField("__dbz__physicalTableIdentifier", "shard_7"));
        assertThat(SourceTopic.ofTable(source, "other.orders").topic())
                .as("a topic that the pattern does not match")
                .isEqualTo("p.other.orders");
    }

    @Test
    void shouldAskThePredicateOfARouter() throws Exception {
        ObjectNode source = source().put("transforms", "route").put("predicates", "one");
        source.put("transforms.route.type", "org.apache.kafka.connect.transforms.RegexRouter");
        source.put("transforms.route.regex", ".*");
        source.put("transforms.route.replacement", "all");
        source.put("transforms.route.predicate", "one");
        source.put("predicates.one.type", "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
        source.put("predicates.one.pattern", "p\\.lab\\.a");

        assertThat(SourceTopic.ofTable(source, "lab.a").topic()).isEqualTo("all");
        assertThat(SourceTopic.ofTable(source, "lab.b").topic()).isEqualTo("p.lab.b");
        source.put("predicates.one.type", "org.apache.kafka.connect.transforms.predicates.HasHeaderKey");
        assertThatThrownBy(() -> SourceTopic.ofTable(source, "lab.a"))
                .isInstanceOf(SourceTopic.NotFollowed.class)
                .hasMessageContaining("predicate one");
    }

    @Test
    void shouldSayWhichTransformCantBeFollowed() {
        ObjectNode source = source().put("transforms", "outbox");
        source.put("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        worker.configs.put("source", source);
        worker.configs.put("sink", sink().put("topics", "outbox.event.order"));

        assertThatThrownBy(() -> Route.find(connect, "lab.outbox"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("lab.outbox can't be followed through source source")
                .hasMessageContaining("outbox (io.debezium.transforms.outbox.EventRouter)");
    }

    @Test
    void shouldAskWhichSinkIsMeantAndTakeTheOneThatIsNamed() {
        worker.configs.put("source", source());
        worker.configs.put("a", sink().put("topics", "p.lab.t").put("index", "first"));
        worker.configs.put("b", sink().put("topics", "p.lab.t").put("index", "second"));
        worker.configs.put(
                "files",
                Rest.JSON
                        .createObjectNode()
                        .put("connector.class", "a.FileSink")
                        .put("topics", "p.lab.t"));

        assertThatThrownBy(() -> Route.only(connect, "lab.t", null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("a (index first), b (index second); choose one with --sink");
        assertThat(Route.only(connect, "lab.t", "b").index()).isEqualTo("second");
        assertThat(Route.isIndexedBySeveral(Connectors.of(connect), "lab.t")).isTrue();
        worker.configs.remove("b");
        assertThat(Route.isIndexedBySeveral(Connectors.of(connect), "lab.t")).isFalse();
    }

    @Test
    void shouldPassOverTheSinkOfAReindex() {
        worker.configs.put("source", source());
        worker.configs.put("a", sink().put("topics", "p.lab.t").put("topic.to.index", "p.lab.t:orders"));
        worker.configs.put("a-orders-v2", sink().put("topics", "p.lab.t").put("topic.to.index", "p.lab.t:orders-v2"));

        assertThat(Route.only(connect, "lab.t", null).sink()).isEqualTo("a");
    }

    @Test
    void shouldKnowWhatASourceLeavesOut() {
        worker.configs.put("source", source().put("table.exclude.list", "lab\\.log_.*"));
        worker.configs.put("sink", sink().put("topics.regex", "p\\..*"));

        assertThat(Route.find(connect, "lab.t").source()).isEqualTo("source");
        assertThatThrownBy(() -> Route.find(connect, "lab.log_1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("captures lab.log_1");
    }

    @Test
    void shouldReadACommaWithinAPatternOfTables() {
        worker.configs.put("source", source().put("table.include.list", "lab\\.x, lab\\.[a-z]{1\\,3}"));
        worker.configs.put("sink", sink().put("topics.regex", "p\\..*"));

        assertThat(Route.find(connect, "lab.abc").source()).isEqualTo("source");
        assertThatThrownBy(() -> Route.find(connect, "lab.abcd")).isInstanceOf(Problem.class);
    }

    private static ObjectNode source() {
        return Rest.JSON
                .createObjectNode()
                .put("connector.class", "io.debezium.connector.mysql.MySqlConnector")
                .put("topic.prefix", "p");
    }

    private static ObjectNode sink() {
        return Rest.JSON.createObjectNode().put("connector.class", "io.headrace.search.SearchSinkConnector");
    }
}
