package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.headrace.console.scenario.OwnCertificate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Basic authentication, API keys, a private certificate authority and mutual TLS, against servers that insist on them. */
class CredentialsIT {

    @TempDir
    static Path folder;

    private static OwnCertificate certificate;

    private HttpServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = OwnCertificate.in(folder);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendUserAndPassword() throws Exception {
        URI address =
                insistOn("Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8)));

        Rest.Answer answer = rest(address, new Credentials("ann", "secret", null, null, null, null))
                .get("/");

        assertThat(answer.ok()).isTrue();
    }

    @Test
    void shouldSendAnApiKey() throws Exception {
        URI address = insistOn("ApiKey abc");

        Rest.Answer answer = rest(address, new Credentials(null, null, "abc", null, null, null))
                .get("/");

        assertThat(answer.ok()).isTrue();
    }

    @Test
    void shouldSayWhoWasRefusedAndWithWhatNeverWithTheSecret() throws Exception {
        URI address = insistOn("Basic other");

        assertThatThrownBy(() -> rest(address, new Credentials("ann", "hunter2", null, null, null, null))
                        .get("/x"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("user ann")
                .hasMessageContaining("401")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> rest(address, Credentials.NONE).get("/x"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("it requires a login and none was given");
    }

    @Test
    void shouldTrustAPrivateAuthorityOnlyWhenItIsNamed() throws Exception {
        URI address = https(false);

        Rest.Answer answer = rest(address, new Credentials(null, null, null, certificate.pem(), null, null))
                .get("/");

        assertThat(answer.ok()).isTrue();
        assertThatThrownBy(() -> rest(address, Credentials.NONE).get("/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void shouldShowItsOwnCertificateWhenAsked() throws Exception {
        URI address = https(true);

        Rest.Answer answer = rest(
                        address,
                        new Credentials(
                                null, null, null, certificate.pem(), certificate.keystore(), OwnCertificate.PASSWORD))
                .get("/");

        assertThat(answer.ok()).isTrue();
        assertThatThrownBy(() -> rest(address, new Credentials(null, null, null, certificate.pem(), null, null))
                        .get("/"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> rest(
                                address,
                                new Credentials(null, null, null, certificate.pem(), certificate.keystore(), "wrong"))
                        .get("/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("keystore-password");
    }

    private static Rest rest(URI address, Credentials access) {
        return new Rest("Kafka Connect (--connect)", address, access);
    }

    private URI insistOn(String authorization) throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean right = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            answer(exchange, right ? 200 : 401);
        });
        server.start();
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private URI https(boolean mutual) throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        SSLContext context = SSLContext.getInstance("TLS");
        KeyStore store = KeyStore.getInstance(certificate.keystore().toFile(), OwnCertificate.PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, OwnCertificate.PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("one", store.getCertificate("one"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        secure.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(mutual);
                parameters.setSSLParameters(wanted);
            }
        });
        secure.createContext("/", exchange -> answer(exchange, 200));
        secure.start();
        server = secure;
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status) throws java.io.IOException {
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
