package io.headrace.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.search.fault.FaultServer;
import io.headrace.search.fault.ProxyServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS, proxies, compression and credentials, on the wire. */
class SecureConnectionIT {
    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static Certificates strangers;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.in(Files.createDirectory(folder.resolve("ours")), "ip:127.0.0.1,dns:localhost");
        strangers = Certificates.in(Files.createDirectory(folder.resolve("strangers")), "dns:elsewhere.example");
    }

    private static Map<String, List<String>> errors(FaultServer server, String... settings) {
        return new SearchSinkConnector()
                .validate(RunningTask.configuration(server, false, settings)).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static void assertWrites(FaultServer server, String... settings) {
        try (RunningTask task = new RunningTask(server, settings)) {
            task.deliver("1", "{\"v\":1}").settle();
        }
        assertThat(server.store().documents("orders")).containsOnlyKeys("1");
        assertThat(errors(server, settings)).isEmpty();
    }

    @Test
    void shouldTrustItsOwnAuthorityFromAStore() {
        try (FaultServer server = new FaultServer(certificates.context())) {
            assertWrites(
                    server,
                    "connection.ssl.truststore.location",
                    certificates.trustStore().toString(),
                    "connection.ssl.truststore.password",
                    Certificates.PASSWORD);
        }
    }

    @Test
    void shouldTrustItsOwnAuthorityFromPemText() throws Exception {
        try (FaultServer server = new FaultServer(certificates.context())) {
            assertWrites(
                    server,
                    "connection.ssl.truststore.type",
                    "PEM",
                    "connection.ssl.truststore.certificates",
                    certificates.pem());
        }
    }

    @Test
    void shouldSayWhichPartOfTlsFails() throws Exception {
        try (FaultServer server = new FaultServer(certificates.context());
                FaultServer misnamed = new FaultServer(strangers.context())) {
            assertThat(errors(server).get("connection.url"))
                    .as("a certificate that nobody vouches for")
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("truststore");
            assertThat(errors(
                            misnamed,
                            "connection.ssl.truststore.type",
                            "PEM",
                            "connection.ssl.truststore.certificates",
                            strangers.pem()))
                    .as("a certificate for another name")
                    .containsKey("connection.url");
            assertThat(errors(server, "connection.ssl.truststore.location", "/no/such/store"))
                    .containsKey("connection.ssl.truststore.location");
        }
    }

    @Test
    void shouldWriteToAServerOfAnotherNameOnlyWhenToldTo() throws Exception {
        try (FaultServer misnamed = new FaultServer(strangers.context())) {
            assertWrites(
                    misnamed,
                    "connection.ssl.truststore.type",
                    "PEM",
                    "connection.ssl.truststore.certificates",
                    strangers.pem(),
                    "connection.ssl.endpoint.identification.algorithm",
                    "");
        }
    }

    @Test
    void shouldGoThroughAProxyThatWantsAPassword() {
        try (FaultServer server = new FaultServer(certificates.context());
                ProxyServer proxy = new ProxyServer("Basic cHJveHk6c2VjcmV0")) {
            assertWrites(
                    server,
                    "proxy.host",
                    "127.0.0.1",
                    "proxy.port",
                    String.valueOf(proxy.port()),
                    "proxy.username",
                    "proxy",
                    "proxy.password",
                    "secret",
                    "connection.ssl.truststore.location",
                    certificates.trustStore().toString(),
                    "connection.ssl.truststore.password",
                    Certificates.PASSWORD);
            assertThat(proxy.tunnels()).isPositive();
            assertThat(errors(server, "proxy.host", "127.0.0.1", "proxy.port", String.valueOf(proxy.port()))
                            .get("connection.url"))
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("407");
        }
    }

    @Test
    void shouldReallySendLessWhenItCompresses() {
        try (FaultServer server = new FaultServer()) {
            // When
            String value = "{\"text\":\"" + "abc".repeat(1_000) + "\"}";
            try (RunningTask task = new RunningTask(server, "connection.compression", "true")) {
                task.deliver("1", value).settle();
            }
            // Then
            FaultServer.Request bulk = server.requests().stream()
                    .filter(request -> request.path().startsWith("/_bulk"))
                    .findFirst()
                    .orElseThrow();
            assertThat(bulk.headers()).containsEntry("content-encoding", "gzip");
            assertThat(Integer.parseInt(bulk.headers().get("content-length"))).isLessThan(500);
            assertThat(server.store().documents("orders").get("1").toString()).isEqualTo(value);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            connection.username     | elastic | connection.password | changeme | Basic ZWxhc3RpYzpjaGFuZ2VtZQ==
            connection.api.key      | a2V5    | -                   | -        | ApiKey a2V5
            connection.bearer.token | token   | -                   | -        | Bearer token
            """)
    void shouldProveWhoItIs(String setting, String value, String second, String secondValue, String header) {
        try (FaultServer server = new FaultServer()) {
            // When
            String[] settings = second == null
                    ? new String[] {setting, value, "connection.headers", "X-Tenant:shop"}
                    : new String[] {setting, value, second, secondValue, "connection.headers", "X-Tenant:shop"};
            assertWrites(server, settings);
            // Then
            assertThat(server.requests())
                    .allSatisfy(request -> assertThat(request.headers())
                            .containsEntry("authorization", header)
                            .containsEntry("x-tenant", "shop"));
        }
    }
}
