package io.headrace.console.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.console.lint.config.Connector;
import io.headrace.console.lint.config.KnownKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LintTest {

    private static final Path CONFIGS = Path.of("..", "connect-configs");

    static List<LintCase> mistakes() {
        return LintCase.MISTAKES;
    }

    static List<LintCase> rightOnes() {
        return LintCase.RIGHT;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void shouldFindTheMistake(LintCase mistake) throws Exception {
        Lint.Report report = new Lint(mistake.files()).check();

        assertThat(report.findings()).extracting(Finding::rule).contains(mistake.rule());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightOnes")
    void shouldBeSilentWhereTheRuleDoesNotHold(LintCase right) throws Exception {
        Lint.Report report = new Lint(right.files()).check();

        assertThat(report.findings())
                .filteredOn(f -> f.rule().equals(right.rule()))
                .isEmpty();
    }

    static List<LintCase> setups() {
        return LintCase.SETUPS;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("setups")
    void shouldFindNothingInARightSetup(LintCase setup) throws Exception {
        Lint.Report report = new Lint(setup.files()).check();

        assertThat(report.findings()).isEmpty();
    }

    @Test
    void shouldNameWhatItCanNotFollow() throws Exception {
        LintCase routed =
                new LintCase("", "source: transforms=fields,other ; source: transforms.other.type=com.example.Router");

        Lint.Report report = new Lint(routed.files()).check();

        assertThat(report.skipped())
                .extracting(Skipped::key)
                .as("the router that is not known, as a transform and as the end of the topics' trace")
                .containsExactly("transforms.other.type", "transforms.other.type");
    }

    @Test
    void shouldHaveAMistakeAndASilentCaseForEachRule() {
        Set<String> onFiles = Set.of("not-json", "not-a-connector", "name-shared");
        Set<String> rules = new TreeSet<>(Lint.rules().keySet());
        rules.removeAll(onFiles);

        assertThat(LintCase.MISTAKES)
                .extracting(LintCase::rule)
                .as("rules with a mistake")
                .containsAll(rules);
        assertThat(LintCase.RIGHT)
                .extracting(LintCase::rule)
                .as("rules with a silent case")
                .containsAll(rules);
    }

    @Test
    void shouldFindNothingInWhatIsShipped() throws Exception {
        List<Lint.Source> shipped = new ArrayList<>();
        try (Stream<Path> files = Files.list(CONFIGS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                shipped.add(new Lint.Source(file.getFileName().toString(), Files.readString(file)));
            }
        }

        Lint.Report report = new Lint(shipped).check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.files()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldMakeTheTutorialPairOfOlderVersionsWork() {
        String source = """
                {"name": "inventory-connector", "config": {
                  "connector.class": "io.debezium.connector.mysql.MySqlConnector", "tasks.max": "1",
                  "database.hostname": "mysql", "database.port": "3306", "database.user": "debezium",
                  "database.password": "dbz", "database.server.id": "184054", "database.server.name": "dbserver1",
                  "database.include.list": "inventory", "table.include.list": "inventory.orders",
                  "database.history.kafka.bootstrap.servers": "kafka:9092",
                  "database.history.kafka.topic": "schema-changes.inventory"}}
                """;
        String sink = """
                {"name": "elastic-sink", "config": {
                  "connector.class": "io.confluent.connect.elasticsearch.ElasticsearchSinkConnector", "tasks.max": "1",
                  "topics": "orders", "connection.url": "http://elastic:9200", "type.name": "order",
                  "key.ignore": "true", "schema.ignore": "true"}}
                """;
        List<Lint.Source> pair = List.of(new Lint.Source("source", source), new Lint.Source("sink", sink));
        Lint lint = new Lint(pair);

        List<Finding> before = lint.check().findings();
        Map<String, String> corrected = lint.fix();

        assertThat(before)
                .extracting(Finding::key)
                .contains(
                        "database.server.name",
                        "database.history.kafka.topic",
                        "database.history.kafka.bootstrap.servers",
                        "database.password",
                        "topics",
                        "type.name",
                        "key.ignore",
                        "schema.ignore");
        assertThat(lint.check().findings()).as("after --fix").isEmpty();
        assertThat(corrected.get("source"))
                .contains("\"topic.prefix\" : \"dbserver1\"", "${env:HEADRACE_MYSQL_PASSWORD}")
                .doesNotContain("dbz", "database.history", "database.server.name");
        assertThat(corrected.get("sink"))
                .contains("\"topics\" : \"dbserver1.inventory.orders\"", "dbserver1.inventory.orders:orders")
                .doesNotContain("type.name", "key.ignore", "schema.ignore");
    }

    @Test
    void shouldFindWhatTwoConnectorsShare() throws Exception {
        List<Lint.Source> sources = new ArrayList<>(new LintCase("", "source: tasks.max=1").files());
        sources.add(new Lint.Source(
                "second",
                Files.readString(CONFIGS.resolve("mysql-source.json")).replace("\"mysql-source\"", "\"other\"")));
        sources.add(new Lint.Source("third", Files.readString(CONFIGS.resolve("elasticsearch-sink.json"))));

        Lint.Report report = new Lint(sources).check();

        assertThat(new TreeSet<>(report.findings().stream().map(Finding::rule).toList()))
                .contains(
                        "server-id-shared",
                        "history-topic-shared",
                        "topic-prefix-shared",
                        "name-shared",
                        "written-twice");
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"name": "a", "config": {"tasks.max": "1",}}             | not-json
            {"name": "a", "config": {"a": "1", "a": "2"}}            | not-json
            {"config": {"connector.class": "x"}}                     | not-a-connector
            {"name": "a", "config": {"connector.class": {"a": "b"}}} | not-a-connector
            """)
    void shouldSayWhatConnectWouldRefuse(String text, String rule) {
        Lint.Report report = new Lint(List.of(new Lint.Source("file", text))).check();

        assertThat(report.findings()).extracting(Finding::rule).contains(rule);
    }

    @Test
    void shouldNeverShowASecret() throws Exception {
        Lint.Report report = new Lint(new LintCase("", "source: database.password=hunter2").files()).check();

        assertThat(report.findings())
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.toString()).doesNotContain("hunter2"));
    }

    @Test
    void shouldKnowEverySettingThatTheSearchSinkDocuments() throws Exception {
        Path page = Path.of("..", "docs", "search-sink-reference.md");

        List<String> documented = java.util.regex.Pattern.compile("(?m)^\\| `([a-z.]+)`")
                .matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .toList();

        KnownKeys known = KnownKeys.of(new Connector("f", "n", Map.of("connector.class", Connector.HEADRACE)));
        assertThat(documented)
                .allSatisfy(key -> assertThat(known.has(key)).as(key).isTrue());
    }
}
