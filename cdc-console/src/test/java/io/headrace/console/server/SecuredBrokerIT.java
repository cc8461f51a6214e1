package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.scenario.OperationsIT;
import io.headrace.console.scenario.OwnCertificate;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that asks for a user and a password (SASL PLAIN), with and without TLS, through the client properties of a profile. */
class SecuredBrokerIT {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    static Path folder;

    private static Process broker;
    private static String bootstrap;
    private static String secret;
    private static OwnCertificate certificate;

    @BeforeAll
    static void startBroker() throws Exception {
        int port = freePort();
        int controller = freePort();
        bootstrap = "127.0.0.1:" + port;
        secret = "127.0.0.1:" + freePort();
        certificate = OwnCertificate.in(folder);
        String logins = login("broker", "broker").replace(";", " user_broker=\"broker\" user_ann=\"right\";");
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listeners",
                        "SASL://" + bootstrap + ",TLS://" + secret + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", "SASL://" + bootstrap + ",TLS://" + secret),
                Map.entry("inter.broker.listener.name", "SASL"),
                Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT,TLS:SASL_SSL"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
                Map.entry("listener.name.sasl.plain.sasl.jaas.config", logins),
                Map.entry("listener.name.tls.plain.sasl.jaas.config", logins),
                Map.entry(
                        "listener.name.tls.ssl.keystore.location",
                        certificate.keystore().toString()),
                Map.entry("listener.name.tls.ssl.keystore.type", "PKCS12"),
                Map.entry("listener.name.tls.ssl.keystore.password", OwnCertificate.PASSWORD),
                Map.entry("listener.name.tls.ssl.key.password", OwnCertificate.PASSWORD),
                Map.entry("log.dirs", folder.resolve("data").toString())));
        Path file = folder.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        Process format = java("kafka.tools.StorageTool", "format", "--cluster-id", "sasl", "--config", file.toString());
        assertThat(format.waitFor(3, TimeUnit.MINUTES)).isTrue();
        broker = java("kafka.Kafka", file.toString());
        Awaitility.await().atMost(OperationsIT.LONG).ignoreExceptions().until(() -> {
            try (Topics topics = Topics.open(target("ann", "right"))) {
                topics.create("seen", 1, Map.of());
                return true;
            }
        });
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.destroyForcibly().waitFor();
    }

    @Test
    void shouldBeLetInByTheProfilesProperties() throws Exception {
        Files.writeString(folder.resolve("sasl.yaml"), """
                kafka:
                  bootstrap: %s
                  properties:
                    security.protocol: SASL_PLAINTEXT
                    sasl.mechanism: PLAIN
                    sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="ann" password="${env:PW}";
                """.formatted(bootstrap));
        Profile profile = Profile.read(folder, "sasl", Map.of("PW", "right"));

        try (Topics topics = Topics.open(target(profile.properties("kafka")))) {
            assertThat(topics.partitions("seen")).hasSize(1);
        }
    }

    @Test
    void shouldSpeakTlsAsTheProfileSays() throws Exception {
        Files.writeString(folder.resolve("tls.yaml"), """
                kafka:
                  bootstrap: %s
                  properties:
                    security.protocol: SASL_SSL
                    sasl.mechanism: PLAIN
                    sasl.jaas.config: org.apache.kafka.common.security.plain.PlainLoginModule required username="ann" password="${env:PW}";
                    ssl.truststore.type: PEM
                    ssl.truststore.location: %s
                """.formatted(secret, certificate.pem()));
        Map<String, String> properties =
                Profile.read(folder, "tls", Map.of("PW", "right")).properties("kafka");
        Map<String, String> trustsNobody = new HashMap<>(properties);
        trustsNobody.keySet().removeIf(name -> name.startsWith("ssl."));

        try (Topics topics = Topics.open(target(secret, properties))) {
            assertThat(topics.partitions("seen")).hasSize(1);
        }
        try (Topics topics = Topics.open(target(secret, trustsNobody))) {
            assertThatThrownBy(() -> topics.partitions("seen"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(secret + " and this client could not agree on TLS")
                    .hasMessageContaining("ssl.*");
        }
    }

    @Test
    void shouldSayThatTheCredentialsAreRefused() {
        try (Topics topics = Topics.open(target("ann", "hunter2"))) {
            assertThatThrownBy(() -> topics.partitions("seen"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("rejects the credentials")
                    .hasMessageContaining(bootstrap)
                    .hasMessageNotContaining("hunter2");
        }
    }

    @Test
    void shouldSayThatTheClientSettingsAreIncomplete() {
        assertThatThrownBy(() -> Topics.open(target(Map.of("security.protocol", "SASL_PLAINTEXT"))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("kafka.properties of the profile");
    }

    private static PipelineEndpoints target(String user, String password) {
        return target(Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config", login(user, password)));
    }

    private static PipelineEndpoints target(Map<String, String> kafka) {
        return target(bootstrap, kafka);
    }

    private static PipelineEndpoints target(String brokers, Map<String, String> kafka) {
        return PipelineEndpoints.builder()
                .connect(NOWHERE)
                .kafka(brokers, kafka)
                .mysql("", "", "")
                .elasticsearch(NOWHERE)
                .build();
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + user + "\" password=\""
                + password + "\";";
    }

    private static Process java(String main, String... arguments) throws Exception {
        Path kafka = OperationsIT.HOME.resolve("compose/local/servers/kafka/target/class-path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Files.readString(kafka).strip(),
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(main + ".log").toFile())
                .start();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
