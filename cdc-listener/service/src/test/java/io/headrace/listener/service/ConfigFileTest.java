package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.headrace.listener.TestBroker;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.service.reaction.Condition;
import io.headrace.listener.spi.ListenerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFileTest {
    private static final String RULE = """
            rules:
              - name: events
                table: inventory.orders
                topic:
                  name: order-events
                  events:
                    - type: OrderCreated
                      on: create
            """;
    private static final String MINIMAL = """
            kafka: {bootstrap.servers: "localhost:9092"}
            group: g
            topic.prefix: dbserver1
            """ + RULE;

    private final ConfigFile file = new ConfigFile(Map.of("KAFKA", "broker:9092", "PASSWORD", "hidden")::get);

    @Test
    void shouldReadTheShippedConfiguration() {
        // When
        ServiceConfig config = file.read(TestBroker.checkout().resolve("cdc-listener/cdc-listener.yaml"));

        // Then
        assertThat(config.http()).isEqualTo(new ServiceConfig.Http("127.0.0.1", 8091, Optional.empty()));
        assertThat(config.topicPrefix()).isEqualTo("dbserver1");
        assertThat(config.rules())
                .extracting(ServiceConfig.Rule::name)
                .containsExactly("order-events", "confirmations");
        assertThat(config.rules())
                .extracting(rule -> rule.settings().group())
                .containsExactly("headrace-listener", "headrace-listener-confirmations");
        assertThat(config.rules().get(0).settings().kafka()).containsEntry("bootstrap.servers", "127.0.0.1:9092");
    }

    @Test
    void shouldHaveTheDocumentedDefaults() {
        // When
        ListenerSettings settings = file.parse("l.yaml", MINIMAL).rules().get(0).settings();

        // Then
        assertThat(settings.concurrency()).isEqualTo(16);
        assertThat(settings.maxInFlight()).isEqualTo(1_000);
        assertThat(settings.afterDeadLetter()).isEqualTo(AfterDeadLetter.CONTINUE);
        assertThat(settings.drainWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.start()).isEqualTo(ListenerSettings.Start.EARLIEST);
        assertThat(settings.deadLetterTopic()).isEqualTo("g-events.dead-letters");
        assertThat(settings.progressTopic()).isEqualTo("g-events.progress");
        assertThat(settings.instance()).isEmpty();
        assertThat(settings.retry().attempts()).isEqualTo(8);
    }

    @Test
    void shouldReadTheDeliverySection() {
        // When
        ListenerSettings settings =
                file.parse("l.yaml", """
                        delivery:
                          concurrency: 64
                          after.dead.letter: park-key
                          start: latest
                          retry: {attempts: 3, first: 50ms, longest: 2s, within: 1m}
                        """ + MINIMAL).rules().get(0).settings();

        // Then
        assertThat(settings.concurrency()).isEqualTo(64);
        assertThat(settings.afterDeadLetter()).isEqualTo(AfterDeadLetter.PARK_KEY);
        assertThat(settings.start()).isEqualTo(ListenerSettings.Start.LATEST);
        assertThat(settings.retry().first()).isEqualTo(Duration.ofMillis(50));
        assertThat(settings.retry().within()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldTellEveryMistakeWithItsLine() {
        // Given
        String yaml = """
                kafka: {bootstrap.servers: "${env:NOT_SET}"}
                groupp: g
                topic.prefix: dbserver1
                delivery:
                  concurrency: many
                  after.dead.letter: parkkey
                  retry: {first: soon}
                rules:
                  - name: events
                    table: orders
                    topic:
                      name: order-events
                      events:
                        - type: OrderPaid
                          on: updated
                          where: {status: {matches: "["}}
                """;

        // Then
        assertThatThrownBy(() -> file.parse("l.yaml", yaml))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "l.yaml:1: kafka.bootstrap.servers: the environment variable NOT_SET is needed, but is not set")
                .hasMessageContaining("l.yaml:1: group is needed")
                .hasMessageContaining("l.yaml:2: there is no groupp; did you mean group? (known: delivery, group, http,"
                        + " instance, kafka, rules, topic.prefix)")
                .hasMessageContaining(
                        "l.yaml:5: needs a whole number from 1 to 1000 for delivery.concurrency, but is many")
                .hasMessageContaining(
                        "l.yaml:6: needs one of continue, park-key for delivery.after.dead.letter, but is parkkey; did you mean park-key?")
                .hasMessageContaining(
                        "l.yaml:7: needs a time such as 100ms, 5s, 10m or 1h for delivery.retry.first, but is soon")
                .hasMessageContaining("l.yaml:10: needs database.table for table, but is orders")
                .hasMessageContaining(
                        "l.yaml:15: needs one of create, update, delete, snapshot, key-change, truncate, schema-change for rules.topic.events.on"
                                + ", but is updated; did you mean update?")
                .hasMessageContaining("l.yaml:16: needs a regular expression, but: Unclosed character class");
    }

    @Test
    void shouldTakeTheNamesThatMysqlAllowsForATable() {
        for (String table : List.of("lab.sales data", "lab.it's", "lab.ver.1", "lab.größe", "my-shop.order-lines")) {
            // When
            ServiceConfig config = file.parse("l.yaml", minimal("t", "\"" + table + "\""));

            // Then
            assertThat(config.rules().get(0).table()).isEqualTo(table);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "order mails, lab.orders, for name",
        "t, .orders, needs database.table for table",
        "t, lab., needs database.table for table"
    })
    void shouldRefuseNamesThatMakeNoTopics(String name, String table, String message) {
        assertThatThrownBy(() -> file.parse("l.yaml", minimal(name, table)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static String minimal(String name, String table) {
        return """
                kafka: {bootstrap.servers: "127.0.0.1:9092"}
                group: g
                topic.prefix: lab1
                rules:
                  - {name: %s, table: %s, react: log}
                """.formatted(name, table);
    }

    @Test
    void shouldSayWhereAFileIsNotYaml() {
        assertThatThrownBy(() -> file.parse("l.yaml", "group: g\n  kafka: [\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("l.yaml:2: is not YAML");
    }

    @Test
    void shouldSayThatTheFileIsMissing() {
        assertThatThrownBy(() -> file.read(Path.of("no-such.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such.yaml does not exist; name it by --config");
    }

    @Test
    void shouldRefuseTwoRulesOfOneGroup() {
        // Given
        String second = RULE.substring("rules:\n".length()).replace("name: events", "name: more\n    group: g-events");

        // Then
        assertThatThrownBy(() -> file.parse("l.yaml", MINIMAL + second))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another rule has the group g-events already");
    }

    @Test
    void shouldNotShowAResolvedSecret() {
        // Given
        String yaml = MINIMAL.replace("group: g", "group: g\ndelivery: {concurrency: \"${env:PASSWORD}\"}");

        // Then
        assertThatThrownBy(() -> file.parse("l.yaml", yaml))
                .hasMessageContaining("but is ${env:PASSWORD}")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shouldNotShowWhatAReferenceLeadsToWhereItIsNoneOfTheChoices() {
        // Given
        String yaml = MINIMAL.replace("group: g", "group: g\ndelivery: {start: \"${env:PASSWORD}\"}")
                .replace("on: create", "on: [create, \"${env:PASSWORD}\"]")
                .replace("table: inventory.orders", "table: \"${env:PASSWORD}\"");

        // When, Then
        assertThatThrownBy(() -> file.parse("l.yaml", yaml))
                .hasMessageContaining("for delivery.start, but is something else, by a reference")
                .hasMessageContaining("for rules.topic.events.on, but is something else, by a reference")
                .hasMessageContaining("for table, but is something else, by a reference")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shouldReadAWebhookAndRefuseOneOnAnotherHost() {
        // Given
        String webhook = """
                kafka: {bootstrap.servers: "localhost:9092"}
                group: g
                topic.prefix: dbserver1
                rules:
                  - name: hook
                    table: inventory.orders
                    webhook:
                      url: https://example.com/hook
                      secret: whsec_c2VjcmV0
                      hosts: [HOST]
                      events: [{type: OrderCreated, on: create}]
                """;

        // When
        ServiceConfig config = file.parse("l.yaml", webhook.replace("HOST", "example.com"));

        // Then
        assertThat(config.rules().get(0).reaction()).isInstanceOf(RuleReaction.Webhook.class);
        assertThat(config.toString()).doesNotContain("c2VjcmV0");
        assertThatThrownBy(() -> file.parse("l.yaml", webhook.replace("HOST", "example.org")))
                .hasMessageContaining("needs a URL on one of the hosts [example.org], but is on example.com");
    }

    @Test
    void shouldReadWhatAnAnchorStandsFor() {
        // Given
        String yaml = """
                kafka: {bootstrap.servers: "localhost:9092"}
                group: g
                topic.prefix: dbserver1
                rules:
                  - {name: paid, table: inventory.orders, where: &paid {status: PAID}, react: log}
                  - {name: refunds, table: inventory.refunds, where: *paid, react: log}
                """;

        // When
        ServiceConfig config = file.parse("l.yaml", yaml);

        // Then
        assertThat(config.rules())
                .extracting(rule -> rule.reaction().filter().where())
                .containsOnly(Map.of("status", new Condition.In(Set.of("PAID"))));
    }

    @Test
    void shouldGiveEachReactionOfARuleAGroupOfItsOwn() {
        // Given
        String yaml = MINIMAL + """
                    mail:
                      host: smtp.example.com
                      from: shop@example.com
                      recipient:
                        url: jdbc:mysql://127.0.0.1:3306/inventory
                        user: mailer
                        password: "${env:PASSWORD}"
                        query: SELECT email FROM customers WHERE id = :customer_id
                      mails: [{type: Confirm, on: create, subject: "Order {order_number}", text: Thanks}]
                    react: log
                """.indent(0);

        // When
        ServiceConfig config = file.parse("l.yaml", yaml);

        // Then
        assertThat(config.rules())
                .extracting(ServiceConfig.Rule::name, rule -> rule.settings().group())
                .containsExactly(
                        tuple("events", "g-events"),
                        tuple("events-mail", "g-events-mail"),
                        tuple("events-log", "g-events-log"));
        assertThat(config.toString()).doesNotContain("hidden");
    }

    @Test
    void shouldSayWhatIsWrongWithAMail() {
        // Given
        String yaml = MINIMAL + """
                    mail:
                      host: smtp.example.com
                      from: "shop@example.com\\r\\nBcc: all@example.com"
                      recipient: {url: "jdbc:mysql://h/d", user: u, query: "DELETE FROM customers"}
                      mails: [{type: Confirm, subject: "Order {order number}", text: Thanks}]
                """.indent(0);

        // Then
        assertThatThrownBy(() -> file.parse("l.yaml", yaml))
                .hasMessageContaining("l.yaml:14: mail.from: a mail address needs to be without line breaks")
                .hasMessageContaining("l.yaml:15: mail.recipient.query needs a SELECT with a column of the row")
                .hasMessageContaining("l.yaml:16: the subject of a mail has a single { at character 7");
    }

    @Test
    void shouldNeedATokenOffLoopback() {
        assertThatThrownBy(() -> file.parse("l.yaml", "http: {host: 0.0.0.0}\n" + MINIMAL))
                .hasMessageContaining(
                        "l.yaml:1: http.token is needed, because http.host 0.0.0.0 is not of this machine only");
        assertThat(file.parse("l.yaml", "http: {host: 0.0.0.0, token: \"${env:PASSWORD}\"}\n" + MINIMAL)
                        .toString())
                .doesNotContain("hidden");
    }
}
