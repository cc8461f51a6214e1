package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.fault.FaultServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorValidationIT {
    private final FaultServer server = new FaultServer();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private Map<String, List<String>> errors(String... settings) {
        Map<String, List<String>> errors = new HashMap<>();
        Map<String, String> connector = RunningTask.configuration(server, false, settings);
        for (ConfigValue value : new SearchSinkConnector().validate(connector).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    @Test
    void shouldFindNothingWrongWithASoundConfiguration() {
        assertThat(errors()).isEmpty();
    }

    @Test
    void shouldReportAServerThatIsNotThere() throws IOException {
        // Given
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        // Then
        assertThat(errors("connection.url", "http://127.0.0.1:" + free))
                .hasEntrySatisfying(
                        "connection.url",
                        messages -> assertThat(messages.get(0)).contains("Nothing listens"));
        assertThat(errors("connection.url", "http://no-such-host.invalid:9200"))
                .hasEntrySatisfying(
                        "connection.url",
                        messages -> assertThat(messages.get(0)).contains("No such host"));
    }

    @Test
    void shouldReportTlsToAServerWithoutIt() {
        assertThat(errors(
                        "connection.url",
                        server.url().toString().replace("http://", "https://"),
                        "connection.timeout.ms",
                        "500",
                        "read.timeout.ms",
                        "500"))
                .containsKey("connection.url");
    }

    @Test
    void shouldReportCredentialsAndRightsThatAreMissing() {
        server.rootStatus(401);
        assertThat(errors())
                .hasEntrySatisfying(
                        "connection.username",
                        messages -> assertThat(messages.get(0)).contains("401"));
        server.rootStatus(403);
        assertThat(errors("connection.api.key", "key"))
                .hasEntrySatisfying(
                        "connection.username",
                        messages -> assertThat(messages.get(0)).contains("privilege"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405})
    void shouldBeContentWithTheProductWhereTheServerDoesNotTellItsVersion(int status) {
        server.rootStatus(status);
        server.rootBody("{}");
        assertThat(errors()).containsKey("connection.url");
        server.product("Elasticsearch");
        assertThat(errors()).isEmpty();
    }

    @Test
    void shouldReportAServerThatIsTooOldOrAnother() {
        server.rootBody("{\"version\":{\"number\":\"6.8.1\"}}");
        assertThat(errors())
                .hasEntrySatisfying(
                        "connection.url",
                        messages -> assertThat(messages.get(0)).contains("7.17"));
        server.rootBody("<html>");
        assertThat(errors()).containsKey("connection.url");
        server.rootBody("{\"version\":{\"distribution\":\"opensearch\",\"number\":\"2.19.1\"}}");
        assertThat(errors()).isEmpty();
    }

    @Test
    void shouldReportAnAliasThatIsMissing() {
        assertThat(errors("resource.type", "alias"))
                .hasEntrySatisfying(
                        "topic.to.index",
                        messages -> assertThat(messages.get(0)).contains("orders"));
        server.store().create("_alias/orders");
        assertThat(errors("resource.type", "alias")).isEmpty();
    }

    @Test
    void shouldReportTopicsThatWouldWriteOverEachOther() {
        assertThat(errors("topics", "tn1.t_ada.invoice,tn1.t_bob.invoice", "index", "${topic.table}"))
                .as("listed")
                .containsKey("index.sharing");
        assertThat(errors("topics", "", "topics.regex", "tn1\\.t_.*\\.invoice", "index", "${topic.table}"))
                .as("by a regular expression")
                .containsKey("index.sharing");
        assertThat(errors("topics", "a.b.c,a.d.c", "index", "c", "document.id.template", "${topic.database}:${key}"))
                .isEmpty();
        assertThat(errors(
                        "topics",
                        "a.b.c,a.d.c",
                        "index",
                        "${topic.table}",
                        "transforms",
                        "r",
                        "transforms.r.type",
                        "org.apache.kafka.connect.transforms.RegexRouter"))
                .as("a router may give them other names")
                .isEmpty();
    }

    @Test
    void shouldReportPathsThatAreNone() {
        assertThat(errors("fields.exclude", "a..b")).containsKey("fields.exclude");
        assertThat(errors("fields.rename", "`a:x")).containsKey("fields.rename");
        assertThat(errors("document.id.template", "${topic}${key}")).containsKey("document.id.template");
        assertThat(errors("fields.rename", "`a:b.c`:d")).isEmpty();
    }

    @Test
    void shouldReportAnAliasOfSeveralIndicesWhereIdsComeFromRows() {
        // Given
        String rolledOver = "{\"orders-1\":{\"aliases\":{\"orders\":{}}},\"orders-2\":{\"aliases\":{\"orders\":{}}}}";
        server.describe("/orders", rolledOver);
        server.describe("/_alias/orders", rolledOver);
        // Then
        for (String type : List.of("alias", "auto")) {
            assertThat(errors("resource.type", type))
                    .hasEntrySatisfying(
                            "topic.to.index",
                            messages -> assertThat(messages.get(0))
                                    .contains("orders stands for 2 indices", "rollover", "key.ignore=true"));
        }
        assertThat(errors("resource.type", "alias", "key.ignore", "true")).isEmpty();
    }

    @Test
    void shouldReportSettingsThatDoNotGoTogetherAtOneOfThem() {
        assertThat(errors("connection.username", "u")).containsOnlyKeys("connection.password");
        assertThat(errors("connection.password", "p")).containsOnlyKeys("connection.username");
        assertThat(errors("connection.headers", "no pair")).containsOnlyKeys("connection.headers");
        assertThat(errors("topics", "orders", "document.id.template", "${topic.database}:${key}"))
                .as("a topic without the part that the template needs")
                .containsOnlyKeys("document.id.template");
        assertThat(errors("topics", "___,orders", "topic.to.index", "", "index", "${topic}"))
                .as("a topic that leaves no index name")
                .containsOnlyKeys("index");
        assertThat(errors("document.version", "source")).containsKey("document.version");
        assertThat(errors("index", "${nonsense}")).containsKey("index");
        assertThat(errors("topics", "a.B,a.b", "topic.to.index", "")).containsKey("topic.to.index");
        assertThat(errors("max.in.flight.bulk.requests", "5")).containsKey("max.in.flight.bulk.requests");
    }
}
