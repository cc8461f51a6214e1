package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.headrace.listener.Envelopes;
import io.headrace.listener.TestBroker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The service over HTTP, with a webhook that first refuses and a mail server that is never there, on a real broker. */
class ServiceHttpIT {
    private static final String SOURCE = "dbserver1.inventory.orders";
    private static final String TOKEN = "token of the test";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> calls = new CopyOnWriteArrayList<>();
    private static volatile int answer = 400;
    private static TestBroker broker;
    private static HttpServer target;
    private static ListenerService service;
    private static HttpApi server;
    private static Producer<byte[], byte[]> source;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
        broker.createTopic(SOURCE, 3);
        source = broker.producer();
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                if (answer == 204) {
                    calls.add(exchange.getRequestHeaders().getFirst("webhook-id"));
                }
                exchange.sendResponseHeaders(answer, -1);
            }
        });
        target.start();
        ServiceConfig config = new ConfigFile(Map.of("TOKEN", TOKEN)::get).parse("l.yaml", yaml(closedPort()));
        service = new ListenerService(config);
        server = HttpApi.start(config.http(), service);
        service.start();
        await().atMost(TestBroker.LIMIT).until(() -> get("/health/ready").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        server.close();
        service.close();
        source.close();
        target.stop(0);
        broker.close();
    }

    private static String yaml(int closedPort) {
        return """
                kafka: {bootstrap.servers: "%s"}
                group: http
                topic.prefix: dbserver1
                http: {host: 127.0.0.1, port: 0, token: "${env:TOKEN}"}
                rules:
                  - name: partner
                    table: inventory.orders
                    webhook:
                      url: http://127.0.0.1:%d/hook
                      timeout: 2m
                      allow.private: true
                      events: [{type: OrderCreated, on: create}]
                    mail:
                      host: 127.0.0.1
                      port: %d
                      tls: none
                      from: shop@example.com
                      recipient:
                        url: jdbc:mysql://127.0.0.1:%d/inventory
                        user: app
                        query: SELECT email FROM customers WHERE id = :customer_id
                      mails:
                        - {type: ConfirmOrder, on: create, subject: "Order {order_number}", text: Thanks}
                """.formatted(broker.address(), target.getAddress().getPort(), closedPort, closedPort);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void shouldShowDeadLettersAndReplayThemWhileTheMailServerIsAway() throws Exception {
        // Given
        answer = 400;
        Envelopes envelopes = Envelopes.create();
        for (long id = 1; id <= 5; id++) {
            byte[] value = envelopes.created(Envelopes.order(id, "NEW"));
            source.send(new ProducerRecord<>(SOURCE, Envelopes.key(id), value)).get();
        }
        await().atMost(TestBroker.LIMIT)
                .until(() -> json("/dead-letters/partner").get("letters").size() == 5);
        answer = 204;

        // When
        JsonNode letter = json("/dead-letters/partner").at("/letters/0");
        JsonNode whole = json("/dead-letters/partner/" + letter.get("id").asText());
        JsonNode dry = post("/replays/partner", "{\"all\":true,\"dryRun\":true}", 200);
        JsonNode replay = post("/replays/partner", "{\"all\":true,\"rate\":100}", 202);
        String place = "/replays/partner/" + replay.get("id").asText();
        await().atMost(TestBroker.LIMIT)
                .until(() -> json(place).get("state").asText().equals("done"));

        // Then
        assertThat(letter.get("message").asText()).contains("was answered with status 400");
        assertThat(letter.has("value")).as("lists show no rows").isFalse();
        assertThat(whole.get("value").asText()).contains("ON-");
        assertThat(whole.get("encoding").asText()).isEqualTo("text");
        assertThat(dry.get("selected").asInt()).isEqualTo(5);
        assertThat(dry.at("/operations/create").asInt()).isEqualTo(5);
        assertThat(replay.get("selected").asInt()).isEqualTo(5);
        assertThat(json(place).get("replayed").asInt()).isEqualTo(5);
        assertThat(json("/replays/partner").size()).isEqualTo(1);
        assertThat(calls).hasSize(5).doesNotHaveDuplicates();
        assertThat(json("/dead-letters/partner").at("/groups/0/replayed").asInt())
                .isEqualTo(5);
        assertThat(json("/dead-letters").at("/partner/0/outcome").asText()).isEqualTo("replayed");
        // The mails wait for their server, and hold back nothing else.
        await().atMost(TestBroker.LIMIT)
                .until(() -> json("/lanes").at("/partner-mail/inFlight").asInt() == 5);
        assertThat(json("/dead-letters").get("partner-mail")).isEmpty();
    }

    @Test
    void shouldTellChangesAsTheyHappen() throws Exception {
        // Given
        HttpResponse<InputStream> feed = HttpClient.newHttpClient()
                .send(request("/changes?rule=partner").build(), HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(feed.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo(": changes");

            // When
            byte[] value = Envelopes.create().updated(Envelopes.order(70, "NEW"), Envelopes.order(70, "PAID"));
            source.send(new ProducerRecord<>(SOURCE, Envelopes.key(70), value)).get();

            // Then
            JsonNode change = null;
            while (change == null || change.at("/key/id").asInt() != 70) {
                String line = lines.readLine();
                change = line.startsWith("data: ") ? JSON.readTree(line.substring("data: ".length())) : change;
            }
            assertThat(feed.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(change.at("/before/status").asText()).isEqualTo("NEW");
            assertThat(change.at("/after/status").asText()).isEqualTo("PAID");
            assertThat(change.at("/changed/0").asText()).isEqualTo("status");
            assertThat(change.get("operation").asText()).isEqualTo("update");
        }
    }

    @Test
    void shouldNeedTheTokenForAllButHealth() throws Exception {
        for (String path : List.of("/dead-letters", "/replays/partner", "/changes", "/metrics", "/lanes")) {
            assertThat(get(path, "wrong").statusCode()).as(path).isEqualTo(401);
        }
        assertThat(get("/health/live", "wrong").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() throws Exception {
        assertThat(get("/dead-letters/partnr").body()).contains("there is no rule partnr; did you mean partner?");
        assertThat(get("/dead-letters/partner/x-0-9").statusCode()).isEqualTo(404);
        assertThat(get("/replays/partner/none").statusCode()).isEqualTo(404);
        assertThat(post("/replays/partner", "{}", 400).get("error").asText()).contains("needs one of letters");
        assertThat(post("/replays/partner", "no json", 400).get("error").asText())
                .contains("needs a JSON object");
        assertThat(post("/replays/partner", "{\"letters\":[\"x\"]}", 400)
                        .get("error")
                        .asText())
                .contains("topic-partition-offset");
        assertThat(post("/replays/partner", "{\"from\":\"time\",\"time\":\"noon\"}", 400)
                        .get("error")
                        .asText())
                .contains("2026-11-20T08:00:00Z");
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + TOKEN);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path).setHeader("Authorization", "Bearer " + token).build());
    }

    private static JsonNode json(String path) throws Exception {
        return JSON.readTree(get(path).body());
    }

    private static JsonNode post(String path, String body, int expected) throws Exception {
        HttpResponse<String> response = send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected);
        return JSON.readTree(response.body());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
