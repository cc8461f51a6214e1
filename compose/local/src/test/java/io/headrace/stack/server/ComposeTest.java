package io.headrace.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.stack.client.Logins;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.file.PropertiesFile;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.port.PortPlan;
import io.headrace.stack.port.Ports;
import io.headrace.stack.port.ServerPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The containers and the local stack are the same pipeline: same files, settings, users and connector JSON; only addresses differ. */
class ComposeTest {
    private static final Set<String> KAFKA_ADDRESSES = Set.of(
            "controller.quorum.voters",
            "listeners",
            "advertised.listeners",
            "listener.security.protocol.map",
            "log.dirs");
    private static final Set<String> CONNECT_ADDRESSES =
            Set.of("bootstrap.servers", "listeners", "rest.advertised.host.name", "plugin.path");

    @TempDir
    Path state;

    private Path checkout;
    private ComposeFile compose;
    private ServerContext context;

    @BeforeEach
    void setUp() throws IOException {
        checkout = Checkout.aroundHere().root();
        compose = new ComposeFile(checkout);
        Properties ports = new Properties();
        Arrays.stream(ServerPort.values())
                .forEach(use -> ports.setProperty(use.name(), Integer.toString(use.standard())));
        PropertiesFile.write(state.resolve("ports.properties"), ports);
        PortPlan plan = new PortPlan(Ports.standard(), state.resolve("ports.properties"), line -> {}, Set.of());
        assertThat(plan.recall()).isTrue();
        context = new ServerContext(
                new Checkout(checkout),
                state,
                state,
                plan,
                ExternalServers.NONE,
                Size.NORMAL,
                Logins.from(Map.of()),
                line -> {});
    }

    @Test
    void shouldHaveTheServersOfTheLocalStack() {
        // Given
        Set<String> servers = new TreeSet<>(compose.services().keySet());

        // When
        boolean jobs = servers.removeAll(Set.of("setup", "topics"));

        // Then
        assertThat(jobs).isTrue();
        assertThat(servers).containsExactlyInAnyOrder("mysql", "kafka", "connect", "elasticsearch", "listener");
    }

    @ParameterizedTest
    @EnumSource(
            value = ServerPort.class,
            names = {"MYSQL", "KAFKA", "CONNECT", "ELASTICSEARCH", "LISTENER"})
    void shouldPublishTheStandardPortOnLoopbackOnly(ServerPort use) {
        assertThat(compose.ports(use.name().toLowerCase(Locale.ROOT)))
                .containsExactly("127.0.0.1:" + use.standard() + ":" + use.standard());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "kafka", "connect", "elasticsearch", "listener"})
    void shouldAskEachServerWhetherItIsReady(String service) {
        assertThat(compose.service(service)).containsKey("healthcheck");
    }

    @Test
    void shouldNotTakeTheEndOfTheSetupForAFailure() {
        assertThat(compose.dependencies("listener"))
                .containsEntry("setup", Map.of("condition", "service_completed_successfully"));
    }

    @Test
    void shouldMakeTheTopicOfSignalsBeforeTheSourceReadsIt() throws IOException {
        // Given
        JsonNode source = new ObjectMapper()
                .readTree(checkout.resolve("connect-configs/mysql-source.json").toFile())
                .get("config");

        // Then
        assertThat(compose.dependencies("setup"))
                .containsEntry("topics", Map.of("condition", "service_completed_successfully"));
        assertThat(compose.image("topics")).isEqualTo(compose.image("kafka"));
        assertThat(compose.entrypoint("topics"))
                .contains("--topic=" + source.get("signal.kafka.topic").asText(), "--partitions=1");
    }

    @Test
    void shouldNotUseABrokerWithAPublishedHole() {
        // Given
        String image = compose.image("kafka");

        // Then
        assertThat(image).startsWith("apache/kafka:4.").isNotIn("apache/kafka:4.3.0", "apache/kafka:4.3.1");
        assertThat(dockerfile("connect"))
                .contains("ARG KAFKA_VERSION=" + image.substring(image.indexOf(':') + 1) + "\n");
    }

    @Test
    void shouldGiveMysqlTheSameSettingsAndTheSameDatabase() {
        assertThat(compose.mounted("mysql", "/etc/mysql/conf.d/headrace.cnf"))
                .isEqualTo(context.checkout().configuration("mysql/my.cnf"));
        assertThat(compose.mounted("mysql", "/docker-entrypoint-initdb.d"))
                .isEqualTo(context.checkout().configuration("mysql/init"));
    }

    @Test
    void shouldGiveTheUsersTheSamePasswords() {
        // When
        Map<String, String> mysql = compose.environment("mysql");

        // Then
        assertThat(mysql)
                .containsEntry("MYSQL_ROOT_PASSWORD", context.logins().root().password())
                .containsEntry(Logins.APP_PASSWORD, context.logins().app().password())
                .containsEntry(
                        Logins.DEBEZIUM_PASSWORD, context.logins().debezium().password());
    }

    @Test
    void shouldGiveTheBrokerTheSameSettingsButForAddresses() {
        // Given
        Properties container = PropertiesFile.read(compose.mounted("kafka", "/mnt/shared/config/server.properties"));
        compose.environment("kafka").forEach((name, value) -> {
            if (name.startsWith("KAFKA_") && !name.endsWith("_OPTS")) {
                container.setProperty(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });

        // When
        Properties local = new KafkaBroker(context).configuration();

        // Then
        assertThat(without(KAFKA_ADDRESSES, container)).isEqualTo(without(KAFKA_ADDRESSES, local));
        assertThat(compose.environment("kafka").get("KAFKA_HEAP_OPTS")).contains("-Xmx" + Size.NORMAL.kafkaHeap());
    }

    @Test
    void shouldGiveTheWorkerTheSameSettingsButForAddresses() throws IOException {
        // Given
        Properties container = PropertiesFile.read(checkout.resolve("compose/connect/connect-distributed.properties"));
        Pattern override = Pattern.compile("^ *echo \"([a-z.]+)=", Pattern.MULTILINE);
        Set<String> overridden = override.matcher(Files.readString(checkout.resolve("compose/connect/run.sh")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        // When
        Properties local = new ConnectWorker(context, Map.of(), null).configuration(Path.of("plugins"));

        // Then
        assertThat(overridden).isSubsetOf(CONNECT_ADDRESSES);
        assertThat(without(CONNECT_ADDRESSES, container)).isEqualTo(without(CONNECT_ADDRESSES, local));
        assertThat(dockerfile("connect"))
                .contains("connectors/plugins/target/plugins " + container.getProperty("plugin.path") + "\n")
                .contains("compose/connect/connect-distributed.properties");
    }

    @Test
    void shouldGiveTheWorkerTheSameEnvironmentButForAddresses() {
        // Given
        Map<String, String> container = ours(compose.environment("connect"));
        Map<String, String> local = ours(new ConnectWorker(context, Map.of(), null).environment());

        // Then
        assertThat(container.keySet()).isEqualTo(local.keySet());
        for (String name : List.of("HEADRACE_MYSQL_USER", "HEADRACE_MYSQL_PASSWORD", "HEADRACE_TOKEN_KEY")) {
            assertThat(container.get(name)).as(name).isEqualTo(local.get(name));
        }
    }

    @Test
    void shouldRunTheWorkerOnTheClockOfUtc() {
        // When
        List<String> local = new ConnectWorker(context, Map.of(), null).jvm().run(List.of(), "Worker", List.of());

        // Then
        assertThat(local).contains("-Duser.timezone=UTC");
        assertThat(compose.environment("connect").get("KAFKA_OPTS")).isEqualTo(ConnectWorker.CLOCK);
    }

    @Test
    void shouldKnowEveryNameThatTheConnectorsReferTo() throws IOException {
        // Given
        Set<String> known = compose.environment("connect").keySet();
        Set<String> named = new TreeSet<>();

        // When
        for (String connector :
                List.of("mysql-source.json", "elasticsearch-sink.json", "elasticsearch-sink.confluent.json")) {
            String json = Files.readString(checkout.resolve("connect-configs").resolve(connector));
            Pattern.compile("\\$\\{env:([^}:]+)}")
                    .matcher(json)
                    .results()
                    .map(match -> match.group(1))
                    .forEach(named::add);
        }

        // Then
        assertThat(named).isNotEmpty().isSubsetOf(known);
    }

    @Test
    void shouldGiveElasticsearchTheSameSettings() {
        assertThat(compose.mounted("elasticsearch", "/usr/share/elasticsearch/config/elasticsearch.yml"))
                .isEqualTo(context.checkout().configuration("elasticsearch/elasticsearch.yml"));
        assertThat(compose.image("elasticsearch")).startsWith("elasticsearch:9.");
    }

    @Test
    void shouldApplyTheConnectorsThatAreShipped() throws IOException {
        // Given
        String script = Files.readString(compose.mounted("setup", "/setup/apply.sh"));
        Path configs = compose.mounted("setup", "/connect-configs");

        // When
        Set<String> applied = Pattern.compile("^for connector in (.*); do$", Pattern.MULTILINE)
                .matcher(script)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        // Then
        assertThat(applied).containsExactly("for connector in mysql-source elasticsearch-sink; do");
        assertThat(configs).isEqualTo(checkout.resolve("connect-configs"));
        for (String name : List.of("mysql-source", "elasticsearch-sink")) {
            JsonNode connector =
                    new ObjectMapper().readTree(configs.resolve(name + ".json").toFile());
            assertThat(connector.fieldNames())
                    .toIterable()
                    .as("the script reads the config as the last field")
                    .containsExactly("name", "config");
            assertThat(connector.get("name").asText()).isEqualTo(name);
        }
    }

    @Test
    void shouldRunTheListenerAsTheLocalStackDoes() {
        assertThat(compose.environment("listener"))
                .containsEntry("HEADRACE_LISTENER_PORT", "8091")
                .containsKey("HEADRACE_KAFKA_BOOTSTRAP");
        assertThat(dockerfile("listener"))
                .contains("io.headrace.listener.service.ListenerMain")
                .contains("cdc-listener/cdc-listener.yaml");
    }

    private String dockerfile(String service) {
        try {
            return Files.readString(checkout.resolve("compose").resolve(service).resolve("Dockerfile"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> without(Set<String> names, Properties properties) {
        Map<String, String> rest = new TreeMap<>();
        properties.forEach((name, value) -> rest.put(name.toString(), value.toString()));
        rest.keySet().removeAll(names);
        return rest;
    }

    private static Map<String, String> ours(Map<String, String> environment) {
        Map<String, String> ours = new TreeMap<>(environment);
        ours.keySet().removeIf(name -> !name.startsWith("HEADRACE_"));
        return ours;
    }
}
