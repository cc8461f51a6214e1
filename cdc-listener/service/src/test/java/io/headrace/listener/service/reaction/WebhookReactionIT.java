package io.headrace.listener.service.reaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.headrace.listener.Envelopes;
import io.headrace.listener.change.Operation;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookReactionIT {
    private static final byte[] KEY = "a key of the test".getBytes(StandardCharsets.UTF_8);
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(KEY);
    private static final DomainEvents EVENTS = new DomainEvents(
            "partner",
            List.of(new EventType("OrderCreated", new Filter(Set.of(Operation.CREATE), Set.of(), Map.of()))));

    private static final CircuitBreakerSettings BREAKER = new CircuitBreakerSettings(3, Duration.ofHours(1));

    private record Call(Headers headers, String body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private int answer = 204;
    private HttpServer server;

    @BeforeEach
    void startTarget() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                calls.add(new Call(
                        exchange.getRequestHeaders(),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        server.start();
    }

    @AfterEach
    void stopTarget() {
        server.stop(0);
    }

    @Test
    void shouldPostASignedEventWithTheSameIdEachTime() throws Exception {
        // Given
        WebhookReaction reaction = reaction(true);
        RowChange change = created();

        // When
        reaction.react(change).toCompletableFuture().join();
        reaction.react(change).toCompletableFuture().join();

        // Then
        assertThat(calls).hasSize(2);
        Call call = calls.get(0);
        String id = call.headers().getFirst("webhook-id");
        assertThat(id).matches("msg_[0-9a-f]{32}").isEqualTo(call.headers().getFirst("Idempotency-Key"));
        assertThat(calls.get(1).headers().getFirst("webhook-id")).isEqualTo(id);
        assertThat(call.headers().getFirst("webhook-timestamp")).isEqualTo("1700000000");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        mac.update((id + ".1700000000.").getBytes(StandardCharsets.UTF_8));
        assertThat(call.headers().getFirst("webhook-signature"))
                .isEqualTo("v1,"
                        + Base64.getEncoder()
                                .encodeToString(mac.doFinal(call.body().getBytes(StandardCharsets.UTF_8))));
        JsonNode event = new ObjectMapper().readTree(call.body());
        assertThat(event.get("type").asText()).isEqualTo("OrderCreated");
        assertThat(event.get("id").asText()).isEqualTo(id);
        assertThat(event.get("change").asText()).isEqualTo(change.idempotencyKey());
    }

    @Test
    void shouldPostARowOfASnapshotWhoseKeyIsBeyondLatin1() throws Exception {
        // Given
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "t",
                0,
                0,
                "{\"name\":\"東京\"}".getBytes(StandardCharsets.UTF_8),
                Envelopes.create().snapshot(Envelopes.order(1, "NEW")));
        RowChange change = new JsonChangeDecoder().decode(record).orElseThrow();
        EventType found = new EventType("Found", new Filter(Set.of(Operation.SNAPSHOT), Set.of(), Map.of()));

        // When
        reaction(new DomainEvents("found", List.of(found)))
                .react(change)
                .toCompletableFuture()
                .join();

        // Then
        assertThat(calls).hasSize(1);
    }

    @Test
    void shouldNotCallForAChangeThatMakesNoEvent() throws Exception {
        // Given
        RowChange deleted = decode(Envelopes.create().deleted(Envelopes.order(1, "NEW")));

        // When
        reaction(true).react(deleted).toCompletableFuture().join();

        // Then
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "400, POISON", "404, POISON", "302, POISON", "500, RETRIABLE", "501, RETRIABLE",
        "408, UNAVAILABLE", "429, UNAVAILABLE", "502, UNAVAILABLE", "503, UNAVAILABLE", "504, UNAVAILABLE"
    })
    void shouldClassifyTheAnswer(int status, Failure expected) throws Exception {
        // Given
        answer = status;

        // When
        var stage = reaction(true).react(created()).toCompletableFuture();

        // Then
        assertThatThrownBy(stage::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(expected))
                .hasMessage("webhook to 127.0.0.1 was answered with status " + status);
        assertThat(calls).as("redirects are not followed").hasSize(1);
    }

    @Test
    void shouldTakeAClosedPortForAnAbsentTarget() throws Exception {
        // Given
        WebhookReaction reaction = reaction(true);
        server.stop(0);

        // When
        var stage = reaction.react(created()).toCompletableFuture();

        // Then
        assertThatThrownBy(stage::join)
                .cause()
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE));
    }

    @Test
    void shouldNotWaitForEverForTheRestOfAnAnswer() throws Exception {
        // Given
        server.createContext("/half", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(new byte[50]);
            exchange.getResponseBody().flush();
        });
        URI half = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/half");

        // When
        var stage = reaction(half, true, Duration.ofSeconds(2)).react(created()).toCompletableFuture();

        // Then
        assertThat(stage)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE))
                .withMessage("webhook to 127.0.0.1 got no answer: TimeoutException");
    }

    @Test
    void shouldLeaveATargetAloneThatWasAwaySeveralTimes() throws Exception {
        // Given
        answer = 503;
        WebhookReaction reaction = reaction(true);
        for (int i = 0; i < BREAKER.failures(); i++) {
            var stage = reaction.react(created()).toCompletableFuture();
            assertThatThrownBy(stage::join).hasMessageContaining("status 503");
        }

        // Then
        assertThatThrownBy(() -> reaction.react(created()))
                .isInstanceOfSatisfying(
                        ReactionFailure.class,
                        failure -> assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE))
                .hasMessageContaining("is left alone for a while");
        assertThat(calls).as("not called meanwhile").hasSize(BREAKER.failures());
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:%d/",
        "http://localhost:%d/",
        "http://[::1]:%d/",
        "http://10.0.0.1:%d/",
        "http://169.254.169.254:%d/",
        "http://[fd00::1]:%d/",
        "http://100.64.0.1:%d/"
    })
    void shouldNotCallAPrivateAddress(String url) {
        // Given
        URI uri = URI.create(url.formatted(server.getAddress().getPort()));
        WebhookReaction reaction = reaction(uri, false);

        // Then
        assertThatThrownBy(() -> reaction.react(created()))
                .isInstanceOf(ReactionFailure.class)
                .hasMessageContaining("the host has a private address; allow.private: true allows it");
        assertThat(calls).isEmpty();
    }

    private WebhookReaction reaction(boolean allowPrivate) {
        return reaction(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"), allowPrivate);
    }

    private static WebhookReaction reaction(URI url, boolean allowPrivate) {
        return reaction(url, allowPrivate, Duration.ofMinutes(2));
    }

    private static WebhookReaction reaction(URI url, boolean allowPrivate, Duration timeout) {
        WebhookSettings settings =
                new WebhookSettings(url, Optional.of(SECRET), timeout, Set.of(), allowPrivate, BREAKER);
        return reaction(settings, EVENTS);
    }

    private WebhookReaction reaction(DomainEvents events) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
        return reaction(
                new WebhookSettings(url, Optional.of(SECRET), Duration.ofMinutes(2), Set.of(), true, BREAKER), events);
    }

    private static WebhookReaction reaction(WebhookSettings settings, DomainEvents events) {
        return new WebhookReaction(settings, events, Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC));
    }

    private static RowChange created() {
        return decode(Envelopes.create().created(Envelopes.order(1, "NEW")));
    }

    private static RowChange decode(byte[] event) {
        return new JsonChangeDecoder()
                .decode(new ConsumerRecord<>("t", 0, 0, Envelopes.key(1), event))
                .orElseThrow();
    }
}
