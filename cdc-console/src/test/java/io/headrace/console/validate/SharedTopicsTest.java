package io.headrace.console.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.pipeline.SinkTopics;
import io.headrace.console.pipeline.WrittenTopics;
import io.headrace.console.server.Rest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which sinks let rows of two tables become one document, by their settings and what the sources write. */
class SharedTopicsTest {

    private static final List<String> TENANTS = List.of("t_ada.invoice", "t_bob.invoice", "t_bob.line");

    @Test
    void shouldNameTheTopicsOfTenantsInOneIndex() {
        List<Diagnosis.Check> found = checks(source(), sink("topics.regex=p\\.t_.*\\.invoice;index=${topic.table}"));

        assertThat(found).singleElement().satisfies(check -> {
            assertThat(check.result()).isEqualTo(Diagnosis.Result.FAILED);
            assertThat(check.about()).isEqualTo("index invoice");
            assertThat(check.found()).isEqualTo("takes 2 topics: p.t_ada.invoice, p.t_bob.invoice");
            assertThat(check.fix()).contains("document.id.template", "index.sharing");
        });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "document.id.template=${topic.database}:${key}",
                "document.id.template=${topic}:${key}",
                "index.sharing=allow",
                "index.sharing=ALLOW",
                "key.ignore=true",
                "topic.key.ignore=p.t_ada.invoice",
                "document.id=header",
                "document.id=VALUE_FIELD",
                "resource.type=data_stream",
                "index=${topic.database}-${topic.table}",
                "index=all-${value:tenant}",
                "topic.to.index=p.t_ada.invoice:ada"
            })
    void shouldBeSilentWhereTheyAreToldApart(String setting) {
        ObjectNode sink = sink("topics=p.t_ada.invoice,p.t_bob.invoice;index=${topic.table};" + setting);

        assertThat(checks(source(), sink)).isEmpty();
    }

    @Test
    void shouldNotTakeATemplateThatIsTheSameForBothForOneThatTellsThemApart() {
        ObjectNode sink = sink("topics.regex=p\\.t_.*\\.invoice;index=all;document.id.template=${topic.table}:${key}");

        assertThat(checks(source(), sink))
                .singleElement()
                .satisfies(check -> assertThat(check.about()).isEqualTo("index all"));
    }

    @Test
    void shouldFollowTheSinksOwnRouter() {
        ObjectNode sink = sink(
                "topics.regex=p\\.t_.*;transforms=r;transforms.r.type="
                        + "org.apache.kafka.connect.transforms.RegexRouter;transforms.r.regex=.*\\.invoice;transforms.r.replacement=inv");

        assertThat(checks(source(), sink))
                .singleElement()
                .satisfies(check -> assertThat(check.about()).isEqualTo("index inv"));
    }

    @Test
    void shouldLookAtTheSinksBesideIt() {
        SinkTopics one = topics(sink("name=one;topics=p.t_ada.invoice;index=all"));
        SinkTopics two = topics(sink("name=two;topics=p.t_bob.invoice;index=all"));
        SinkTopics same = topics(sink("name=same;topics=p.t_ada.invoice;index=all"));

        assertThat(SharedTopics.checks(one, List.of(two), written(source())))
                .singleElement()
                .satisfies(check -> assertThat(check.found())
                        .isEqualTo("takes 2 topics: p.t_ada.invoice, p.t_bob.invoice (sink two)"));
        assertThat(SharedTopics.checks(one, List.of(same), written(source())))
                .as("one topic by two sinks is not two topics")
                .isEmpty();
    }

    @Test
    void shouldKnowWhatARouterOfShardsAddsToKeys() {
        ObjectNode source = source().put("transforms", "route");
        source.put("transforms.route.type", "io.debezium.transforms.ByLogicalTableRouter");
        source.put("transforms.route.topic.regex", "p\\.t_.*\\.invoice");
        source.put("transforms.route.topic.replacement", "all");
        ObjectNode sink = sink("topics=all;index=all");

        assertThat(checks(source, sink)).as("keys have the table").isEmpty();
        source.put("transforms.route.key.enforce.uniqueness", "false");
        assertThat(checks(source, sink)).singleElement().satisfies(check -> {
            assertThat(check.about()).isEqualTo("rows of topic all");
            assertThat(check.found()).isEqualTo("come from t_ada.invoice, t_bob.invoice");
        });
    }

    @Test
    void shouldTellTablesThatDebeziumFoldsIntoOneTopic() {
        WrittenTopics written =
                WrittenTopics.by(List.of((JsonNode) source()), List.of("lab.sales data", "lab.sales_data"));

        assertThat(SharedTopics.checks(
                        SinkTopics.of(sink("topics=p.lab.sales_data"), written.rows(Set.of())), List.of(), written))
                .singleElement()
                .satisfies(check -> assertThat(check.found()).isEqualTo("come from lab.sales data, lab.sales_data"));
    }

    @Test
    void shouldLeaveOutTopicsWithoutRowsThatAPatternSelects() {
        WrittenTopics written = WrittenTopics.by(List.of((JsonNode) source()), List.of("t_ada.invoice"));
        SinkTopics wide = SinkTopics.of(
                sink("topics.regex=.*p.*;index=all"),
                written.rows(Set.of("p", "p.transaction", "__debezium-heartbeat.p", "p.t_ada.invoice")));

        assertThat(wide.places()).containsOnlyKeys("p.t_ada.invoice");
        assertThat(SharedTopics.checks(wide, List.of(), written)).isEmpty();
    }

    @Test
    void shouldSayWhatCantBeFollowed() {
        ObjectNode source = source().put("transforms", "outbox").put("name", "src");
        source.put("transforms.outbox.type", "io.debezium.transforms.outbox.EventRouter");
        ObjectNode sink = sink("topics=x;transforms=r;transforms.r.type=com.example.OwnRouter$Value");

        assertThat(written(source).notFollowed())
                .contains("source src", "EventRouter", "chooses a topic for each record");
        assertThat(topics(sink).lost()).containsOnlyKeys("x");
        assertThat(topics(sink).places()).isEmpty();
    }

    private static List<Diagnosis.Check> checks(JsonNode source, JsonNode sink) {
        WrittenTopics written = written(source);
        return SharedTopics.checks(SinkTopics.of(sink, written.rows(Set.of())), List.of(), written);
    }

    private static WrittenTopics written(JsonNode source) {
        return WrittenTopics.by(List.of(source), TENANTS);
    }

    private static SinkTopics topics(JsonNode sink) {
        return SinkTopics.of(sink, written(source()).rows(Set.of()));
    }

    private static ObjectNode source() {
        return Rest.JSON.createObjectNode().put("topic.prefix", "p");
    }

    private static ObjectNode sink(String settings) {
        ObjectNode sink = Rest.JSON.createObjectNode();
        for (String setting : settings.split(";")) {
            int equals = setting.indexOf('=');
            sink.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return sink;
    }
}
