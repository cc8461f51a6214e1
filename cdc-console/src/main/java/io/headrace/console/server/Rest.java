package io.headrace.console.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** JSON over HTTP to one server. Safe for use by several threads. Numbers keep every digit. */
public final class Rest {

    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    /** One for each way in: a client costs a thread and, at first, a hundred classes. */
    private static final Map<Way, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private record Way(Credentials access, boolean isSecured) {}

    /**
     * A status and the body that came with it.
     *
     * @param body a missing node when there was none or it was no JSON
     * @param bytes how long the body was
     */
    public record Answer(int status, JsonNode body, int bytes) {
        public boolean ok() {
            return status / 100 == 2;
        }
    }

    /** Sends a request and waits for the answer; by several threads. */
    interface Exchange {
        HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException;
    }

    private final String name;
    private final URI base;
    private final Credentials access;
    private final Duration answer;
    private final Exchange exchange;

    /** @param name what the server is called in messages, with the option that changes its address */
    public Rest(String name, URI base) {
        this(name, base, Credentials.NONE);
    }

    /** @param access how the server lets this in; user and password in the address come before it */
    public Rest(String name, URI base, Credentials access) {
        this(name, base, access, ANSWER_TIMEOUT);
    }

    /** @param answer how long an answer may take */
    public Rest(String name, URI base, Credentials access, Duration answer) {
        this(name, base, access, answer, exchange(base, access));
    }

    Rest(String name, URI base, Credentials access, Duration answer, Exchange exchange) {
        this.answer = answer;
        this.name = name;
        this.base = base;
        this.access = access;
        this.exchange = exchange;
    }

    private static Exchange exchange(URI base, Credentials access) {
        HttpClient client =
                CLIENTS.computeIfAbsent(new Way(access, "https".equalsIgnoreCase(base.getScheme())), Rest::client);
        return request -> client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpClient client(Way way) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).version(HttpClient.Version.HTTP_1_1);
        SSLContext tls = way.isSecured ? Tls.of(way.access) : Tls.none();
        return (tls == null ? builder : builder.sslContext(tls)).build();
    }

    public static String shown(URI uri) {
        String userInfo = uri.getRawUserInfo();
        return userInfo == null ? uri.toString() : uri.toString().replace(userInfo + "@", "");
    }

    public String address() {
        return shown(base);
    }

    public Answer get(String path) {
        return send("GET", path, null, "application/json");
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body, "application/json");
    }

    public Answer post(String path, @Nullable String body) {
        return send("POST", path, body, "application/json");
    }

    public Answer delete(String path, @Nullable String body) {
        return send("DELETE", path, body, "application/json");
    }

    Answer patch(String path, String body) {
        return send("PATCH", path, body, "application/json");
    }

    /** @throws Problem when the server can't be reached or refuses the credentials */
    Answer send(String method, String path, @Nullable String body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path))
                .timeout(answer)
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        String authorization =
                base.getUserInfo() == null ? access.authorization() : Credentials.basic(base.getUserInfo());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> response = exchange.send(request.build());
            JsonNode said = json(response.body());
            if (response.statusCode() == 401 || (response.statusCode() == 403 && !isBlocked(said))) {
                throw new Problem(
                        Problem.Kind.REFUSED,
                        name + " at " + address() + " answered " + response.statusCode() + " to " + method + " " + path
                                + ": " + (authorization == null ? "it requires a login and none was given" : who())
                                + ". User, password, API key and certificates go into a profile: see docs/cli.md.");
            }
            return new Answer(response.statusCode(), said, response.body().length);
        } catch (IOException e) {
            String next = e instanceof SSLException
                    ? "). Should the address be https, and did ca sign the server's certificate?"
                    : "). Is it running? ./cdc status shows each server.";
            throw new Problem(
                    Problem.Kind.UNREACHABLE, name + " does not answer at " + address() + " (" + reason(e) + next, e);
        } catch (InterruptedException e) {
            throw Problem.interrupted(e);
        }
    }

    /** Elasticsearch answers 403 too when an index takes no writes, whoever asks. */
    private static boolean isBlocked(JsonNode body) {
        return body.path("error").path("type").asText().equals("cluster_block_exception");
    }

    private String who() {
        return (base.getUserInfo() == null ? access.toString() : "the user of the address")
                + " is unknown, has another secret, or is not allowed to do this";
    }

    private String root() {
        String plain = shown(base);
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? "connection refused" : message;
    }

    public static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
