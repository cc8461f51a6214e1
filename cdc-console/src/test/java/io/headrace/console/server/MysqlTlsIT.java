package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.console.scenario.OperationsIT;
import io.headrace.console.scenario.OwnCertificate;
import io.headrace.stack.Endpoints;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import io.headrace.stack.server.Size;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real MySQL over TLS, trusted by the Connector/J properties of a profile. */
class MysqlTlsIT {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;

    @Test
    void shouldTrustTheAuthorityThatTheProfileNamesAndNoOther() throws Exception {
        try (LocalStack stack = LocalStack.builder()
                .home(OperationsIT.HOME)
                .state(folder.resolve("stack"))
                .ports(Ports.free())
                .size(Size.SMALL)
                .owned(true)
                .build()) {
            // Given
            stack.mysql().start();
            Path authority = folder.resolve("stack/mysql/data/ca.pem");
            PipelineEndpoints trusting = target(stack.endpoints(), profile("right", authority));
            PipelineEndpoints strange = target(
                    stack.endpoints(),
                    profile("wrong", OwnCertificate.in(folder).pem()));

            // When
            try (Connection connection = new Database(trusting).open()) {
                // Then
                assertThat(Database.text(
                                connection,
                                "SELECT VARIABLE_VALUE FROM performance_schema.session_status WHERE VARIABLE_NAME ="
                                        + " 'Ssl_version'"))
                        .startsWith("TLSv1.");
            }
            assertThatThrownBy(() -> new Database(strange).open())
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("could not agree on TLS")
                    .hasMessageContaining("trustCertificateKeyStoreUrl")
                    .hasMessageNotContaining(OwnCertificate.PASSWORD);
        }
    }

    private Profile profile(String name, Path pem) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            trust.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        Path store = folder.resolve(name + ".p12");
        try (var out = Files.newOutputStream(store)) {
            trust.store(out, OwnCertificate.PASSWORD.toCharArray());
        }
        Files.writeString(folder.resolve(name + ".yaml"), """
                mysql:
                  properties:
                    sslMode: VERIFY_CA
                    trustCertificateKeyStoreUrl: %s
                    trustCertificateKeyStoreType: PKCS12
                    trustCertificateKeyStorePassword: ${env:STORE}
                """.formatted(store.toUri()));
        return Profile.read(folder, name, Map.of("STORE", OwnCertificate.PASSWORD));
    }

    private static PipelineEndpoints target(Endpoints at, Profile profile) {
        return PipelineEndpoints.builder()
                .connect(NOWHERE)
                .kafka("127.0.0.1:1")
                .mysql(
                        at.jdbcUrl(),
                        at.logins().app().user(),
                        at.logins().app().password(),
                        profile.properties("mysql"))
                .elasticsearch(NOWHERE)
                .build();
    }
}
