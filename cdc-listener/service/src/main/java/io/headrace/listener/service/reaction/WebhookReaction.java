package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.reaction.ReactionFailure;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * POSTs domain events as JSON, at least once and each time with the same id. Requests are signed as Standard Webhooks describes: the
 * header {@code webhook-signature} is {@code v1,} followed by the HMAC-SHA256 of id, time and body.
 *
 * <p>The response decides what happens: 2xx is success. 408, 429, 502, 503, 504 and no response mean that the target is away; it is
 * tried until it is back, with pauses in which a {@link CircuitBreaker} spares it all calls. Other 5xx are retried within limits.
 * Everything else, redirects included, goes to the dead letters.
 *
 * <p>Reacting doesn't block, apart from the look-up of the target's address.
 */
public final class WebhookReaction implements Reaction {
    private final WebhookSettings settings;
    private final DomainEvents events;
    private final Clock clock;
    private final HttpClient client;
    private final CircuitBreaker breaker;

    public WebhookReaction(WebhookSettings settings, DomainEvents events, Clock clock) {
        this.settings = settings;
        this.events = events;
        this.clock = clock;
        this.breaker = new CircuitBreaker(settings.breaker(), clock::millis);
        this.client = HttpClient.newBuilder()
                .version(version(settings.url()))
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .build();
    }

    /** Without TLS, HTTP/2 could only be negotiated by an upgrade request, which not every target understands. */
    private static HttpClient.Version version(URI url) {
        return "https".equalsIgnoreCase(url.getScheme()) ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1;
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) throws JsonProcessingException {
        Optional<String> type = events.type(change);
        if (type.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        if (!settings.allowPrivate()) {
            requirePublicAddress();
        }
        HttpRequest request = request(type.get(), change);
        if (!breaker.allows()) {
            throw new ReactionFailure(
                    Failure.UNAVAILABLE,
                    settings + " is left alone for a while, because it was repeatedly unavailable",
                    null);
        }
        return call(request).handle((response, error) -> outcome(response == null ? 0 : response.statusCode(), error));
    }

    /** Limits the whole call, to the end of the response's body. A timeout of the request itself would cover its head only. */
    private CompletableFuture<HttpResponse<Void>> call(HttpRequest request) {
        CompletableFuture<HttpResponse<Void>> call = client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        CompletableFuture<HttpResponse<Void>> limited =
                call.copy().orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return limited.whenComplete((response, error) -> {
            if (error instanceof TimeoutException) {
                call.cancel(true); // closes the connection
            }
        });
    }

    private HttpRequest request(String type, RowChange change) throws JsonProcessingException {
        byte[] body = events.body(type, change);
        String id = events.id(type, change);
        long seconds = clock.instant().getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url())
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", id)
                .header("webhook-id", id)
                .header(TraceParent.NAME, TraceParent.of(change))
                .header("webhook-timestamp", Long.toString(seconds))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        settings.signingKey().ifPresent(key -> request.header("webhook-signature", signature(key, id, seconds, body)));
        return request.build();
    }

    private static String signature(byte[] key, String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private List<Message> outcome(int status, @Nullable Throwable error) {
        if (error != null) {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            boolean away = cause instanceof IOException || cause instanceof TimeoutException;
            Failure failure = away ? Failure.UNAVAILABLE : Failure.RETRIABLE;
            report(failure);
            throw new ReactionFailure(
                    failure, settings + " got no answer: " + cause.getClass().getSimpleName(), cause);
        }
        if (status / 100 == 2) {
            breaker.answered();
            return List.of();
        }
        report(failure(status));
        throw new ReactionFailure(failure(status), settings + " was answered with status " + status, null);
    }

    private void report(Failure failure) {
        if (failure == Failure.UNAVAILABLE) {
            breaker.away();
        } else {
            breaker.answered();
        }
    }

    private static Failure failure(int status) {
        return switch (status) {
            case 408, 429, 502, 503, 504 -> Failure.UNAVAILABLE;
            default -> status >= 500 ? Failure.RETRIABLE : Failure.POISON;
        };
    }

    /** Checked before each call, because a name can resolve to another address at any time. */
    private void requirePublicAddress() {
        String host = settings.url().getHost();
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (isPrivate(address)) {
                    throw new ReactionFailure(
                            Failure.RETRIABLE,
                            settings
                                    + " is not sent, because the host has a private address; allow.private: true allows it",
                            null);
                }
            }
        } catch (UnknownHostException e) {
            throw new ReactionFailure(
                    Failure.UNAVAILABLE, settings + " is not sent, because the host has no address", e);
        }
    }

    private static boolean isPrivate(InetAddress address) {
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        byte[] bytes = address.getAddress();
        boolean carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || uniqueLocal
                || carrierGrade;
    }
}
