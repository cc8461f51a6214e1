package io.headrace.console.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintTest {

    private static final Path CONFIGS = Path.of("..", "connect-configs");

    /**
     * The shipped pair with one mistake: where, which change (a key with a value, or -key to take it away), and the rule
     * that must find it.
     */
    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            source | database.server.name=dbserver1                                    | renamed-setting
            source | database.history.kafka.topic=h                                    | renamed-setting
            source | database.history.kafka.recovery.poll.interval.ms=5                | renamed-setting
            source | database.whitelist=inventory                                      | renamed-setting
            source | table.blacklist=inventory.x                                       | renamed-setting
            sink   | topic.index.map=a:b                                               | renamed-setting
            source | gtid.new.channel.position=earliest                                | removed-setting
            sink   | type.name=_doc                                                    | removed-setting
            sink   | schema.ignore=true                                                | removed-setting
            sink   | drop.invalid.message=true                                         | removed-setting
            source | snapshot.mode=schema_only                                         | renamed-value
            source | snapshot.mode=schema_only_recovery                                | renamed-value
            source | time.precision.mode=adaptive                                      | renamed-value
            source | tombstone.on.delete=true                                          | unknown-setting
            source | databse.hostname=x                                                | unknown-setting
            sink   | behaviour.on.null.values=delete                                   | unknown-setting
            sink   | bacth.size=100                                                    | unknown-setting
            sink   | connector.class=io.headrace.search.SearchSinkConector             | unknown-class
            sink   | -connector.class                                                  | missing-class
            sink   | `topics=dbserver1.inventory.orders `                              | stray-space
            sink   | tasks.max=0                                                       | bad-task-count
            sink   | tasks.max=many                                                    | bad-task-count
            source | tombstones.on.delete=yes                                          | bad-boolean
            source | transforms=types,json,route                                       | transform-without-type
            sink   | transforms.route.type=org.apache.kafka.connect.transforms.RegexRouter | transform-not-listed
            sink   | predicates=p                                                      | predicate-without-type
            sink   | predicates.p.type=x.Y                                             | predicate-not-listed
            source | transforms.types.predicate=isOrder                                | unknown-predicate
            sink   | topics.regex=dbserver1.inventory.orders                           | regex-dots
            sink   | topics.regex=dbserver1\\.inventory\\..*                           | topics-and-regex
            source | database.password=hunter2                                         | literal-secret
            sink   | connection.password=hunter2                                       | literal-secret
            sink   | connection.api.key=abc                                            | literal-secret
            sink   | connection.url=http://elastic:hunter2@es:9200                     | secret-in-address
            source | -custom.sanitize.pattern                                          | key-in-log
            source | custom.sanitize.pattern=.*password                                | key-in-log
            source | transforms.fields.tokens.required.columns=inventory.order:customer_email | required-column-of-no-table
            source | database.password=${vault:secret/mysql:password}                  | unknown-provider
            source | database.password=${env:MYSQL_PASSWORD}                           | variable-not-allowed
            source | -database.hostname                                                | missing-source-setting
            source | -topic.prefix                                                     | missing-source-setting
            source | -schema.history.internal.kafka.topic                              | missing-source-setting
            source | database.server.id=mysql-1                                        | bad-server-id
            source | database.server.id=0                                              | bad-server-id
            source | topic.prefix=db server                                            | bad-topic-prefix
            source | table.include.list=orders                                         | table-without-database
            source | table.include.list=shop.orders                                    | table-of-other-database
            source | table.exclude.list=inventory.payments                             | include-and-exclude
            source | errors.tolerance=all                                              | source-tolerates-errors
            source | event.processing.failure.handling.mode=skip                       | events-skipped-on-failure
            source | skipped.operations=d                                              | deletes-not-captured
            source | -heartbeat.interval.ms                                            | no-heartbeat
            source | -topic.creation.default.replication.factor                        | no-topic-creation
            source | decimal.handling.mode=double                                      | decimals-as-double
            source | time.precision.mode=connect                                       | times-cut-to-milliseconds
            source | bigint.unsigned.handling.mode=long                                | unsigned-turns-negative
            source | transforms.json.type=io.debezium.transforms.ExtractNewRecordState | unwrapped-at-the-source
            source | tasks.max=4                                                       | several-tasks
            sink   | -topics                                                           | missing-sink-setting
            sink   | -connection.url                                                   | missing-sink-setting
            sink   | connection.url=es:9200                                            | address-without-scheme
            sink   | topics=orders                                                     | unwritten-topic
            sink   | topics=dbserver1.inventory.order                                  | unwritten-topic
            sink   | key.ignore=true                                                   | ids-from-offsets
            sink   | behavior.on.null.values=ignore                                    | deletes-not-indexed
            sink   | behavior.on.null.values=fail                                      | deletes-not-indexed
            sink   | -errors.deadletterqueue.topic.name                                | silent-drops
            sink   | errors.tolerance=none                                             | unused-dead-letters
            sink   | -errors.deadletterqueue.context.headers.enable                    | dead-letters-without-reason
            sink   | behavior.on.malformed.documents=ignore                            | malformed-ignored
            sink   | -consumer.override.isolation.level                                | reads-uncommitted
            sink   | value.converter=org.apache.kafka.connect.json.JsonConverter       | schema-wrapper-expected
            sink   | topic.to.index=dbserver1.inventory.orders:Orders                  | bad-index-name
            sink   | topic.to.index=orders                                             | bad-index-name
            sink   | topic.to.index=dbserver1.inventory.orders:a,dbserver1.inventory.payments:a | tables-share-an-index
            sink   | topic.to.index=dbserver1.inventory.payments:payments              | unmapped-topic
            """)
    void shouldFindTheMistake(String where, String change, String rule) throws Exception {
        Lint.Report report = new Lint(shippedWith(where, change)).check();

        assertThat(report.findings()).extracting(Finding::rule).contains(rule);
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
        List<Lint.Source> sources = new ArrayList<>(shippedWith("source", "tasks.max=1"));
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
        Lint.Report report = new Lint(shippedWith("source", "database.password=hunter2")).check();

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

    private static List<Lint.Source> shippedWith(String where, String change) throws Exception {
        List<Lint.Source> sources = new ArrayList<>();
        for (String file : List.of("mysql-source.json", "elasticsearch-sink.json")) {
            String text = Files.readString(CONFIGS.resolve(file));
            sources.add(new Lint.Source(file, file.contains(where) ? changed(text, change) : text));
        }
        return sources;
    }

    private static String changed(String text, String change) throws Exception {
        var mapper = new com.fasterxml.jackson.databind.ObjectMapper();
        var json = (com.fasterxml.jackson.databind.node.ObjectNode) mapper.readTree(text);
        var config = (com.fasterxml.jackson.databind.node.ObjectNode) json.get("config");
        if (change.startsWith("-")) {
            config.remove(change.substring(1));
        } else {
            int equals = change.indexOf('=');
            config.put(change.substring(0, equals), change.substring(equals + 1));
        }
        return mapper.writeValueAsString(json);
    }
}
