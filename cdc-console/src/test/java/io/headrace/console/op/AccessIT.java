package io.headrace.console.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Basic authentication, API keys, a private certificate authority and mutual TLS, against servers that insist on them. */
class AccessIT {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path folder;

    private HttpServer server;

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldSendUserAndPassword() throws Exception {
        URI address =
                insistOn("Basic " + Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8)));

        Rest.Answer answer = rest(address, new Access("ann", "secret", null, null, null, null))
                .get("/");

        assertThat(answer.ok()).isTrue();
    }

    @Test
    void shouldSendAnApiKey() throws Exception {
        URI address = insistOn("ApiKey abc");

        Rest.Answer answer =
                rest(address, new Access(null, null, "abc", null, null, null)).get("/");

        assertThat(answer.ok()).isTrue();
    }

    @Test
    void shouldSayWhoWasRefusedAndWithWhatNeverWithTheSecret() throws Exception {
        URI address = insistOn("Basic other");

        assertThatThrownBy(() -> rest(address, new Access("ann", "hunter2", null, null, null, null))
                        .get("/x"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("user ann")
                .hasMessageContaining("401")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> rest(address, Access.NONE).get("/x"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("it asks for a user and none was given");
    }

    @Test
    void shouldTrustAPrivateAuthorityOnlyWhenItIsNamed() throws Exception {
        URI address = https(false);

        Rest.Answer answer =
                rest(address, new Access(null, null, null, pem(), null, null)).get("/");

        assertThat(answer.ok()).isTrue();
        assertThatThrownBy(() -> rest(address, Access.NONE).get("/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("certificate");
    }

    @Test
    void shouldShowItsOwnCertificateWhenAsked() throws Exception {
        URI address = https(true);

        Rest.Answer answer = rest(address, new Access(null, null, null, pem(), keystore(), PASSWORD))
                .get("/");

        assertThat(answer.ok()).isTrue();
        assertThatThrownBy(() -> rest(address, new Access(null, null, null, pem(), null, null))
                        .get("/"))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> rest(address, new Access(null, null, null, pem(), keystore(), "wrong"))
                        .get("/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("keystore-password");
    }

    private static Rest rest(URI address, Access access) {
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
        KeyStore store = KeyStore.getInstance(keystore().toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
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

    /** A key and a certificate for 127.0.0.1, made once by the JDK's own tool. */
    private Path keystore() throws Exception {
        Path store = folder.resolve("store.p12");
        if (!Files.exists(store)) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "one",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=127.0.0.1",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-ext",
                            "bc:c",
                            "-validity",
                            "2",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .inheritIO()
                    .start();
            assertThat(keytool.waitFor(2, TimeUnit.MINUTES) && keytool.exitValue() == 0)
                    .isTrue();
        }
        return store;
    }

    private Path pem() throws Exception {
        KeyStore store = KeyStore.getInstance(keystore().toFile(), PASSWORD.toCharArray());
        String base64 = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("one").getEncoded());
        return Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }
}
