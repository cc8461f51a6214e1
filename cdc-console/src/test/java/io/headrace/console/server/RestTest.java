package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RestTest {

    private final Rest rest = rest(Credentials.NONE);
    private int status = 403;
    private String answer = "";
    private @Nullable IOException failure;
    private @Nullable HttpRequest sent;

    @Test
    void shouldTakeA403OfAMissingPrivilegeForARefusedUser() {
        answer = "{\"error\": {\"type\": \"security_exception\"}}";

        assertThatThrownBy(() -> rest.delete("/orders/_doc/1", null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("answered 403 to DELETE /orders/_doc/1");
    }

    @Test
    void shouldHandOverA403OfABlockedIndex() {
        answer = "{\"error\": {\"type\": \"cluster_block_exception\", \"reason\": \"index [orders] blocked\"}}";

        Rest.Answer blocked = rest.delete("/orders/_doc/1", null);

        assertThat(blocked.ok()).isFalse();
        assertThat(blocked.body().path("error").path("reason").asText()).isEqualTo("index [orders] blocked");
    }

    @Test
    void shouldSendATokenAndNeverShowIt() {
        // Given
        status = 401;

        // Then
        assertThatThrownBy(() -> rest(Credentials.byToken("hunter2")).get("/rules"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("answered 401 to GET /rules")
                .hasMessageNotContaining("hunter2");
        assertThat(sent.headers().firstValue("Authorization")).contains("Bearer hunter2");
    }

    @Test
    void shouldHandOverABodyThatIsNoJsonAsMissing() {
        // Given
        status = 502;
        answer = "<html>Bad gateway</html>";

        // When
        Rest.Answer gateway = rest.get("/");

        // Then
        assertThat(gateway.status()).isEqualTo(502);
        assertThat(gateway.body().isMissingNode()).isTrue();
    }

    @Test
    void shouldSayWhatToLookAtWhenThereIsNoAnswer() {
        failure = new ConnectException();
        assertThatThrownBy(() -> rest.get("/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("connection refused")
                .hasMessageContaining("./cdc status");

        failure = new SSLHandshakeException("unable to find valid certification path");
        assertThatThrownBy(() -> rest.get("/"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("Should the address be https");
    }

    private Rest rest(Credentials access) {
        return new Rest(
                "Elasticsearch (--elasticsearch)",
                URI.create("http://es:9200"),
                access,
                Duration.ofSeconds(1),
                this::exchange);
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) throws IOException {
        sent = request;
        if (failure != null) {
            throw failure;
        }
        return new Response(request, status, answer);
    }

    private record Response(HttpRequest request, int statusCode, String text) implements HttpResponse<byte[]> {

        @Override
        public byte[] body() {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Optional<HttpResponse<byte[]>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.of(Map.of(), (name, value) -> true);
        }

        @Override
        public Optional<SSLSession> sslSession() {
            return Optional.empty();
        }

        @Override
        public URI uri() {
            return request.uri();
        }

        @Override
        public HttpClient.Version version() {
            return HttpClient.Version.HTTP_1_1;
        }
    }
}
