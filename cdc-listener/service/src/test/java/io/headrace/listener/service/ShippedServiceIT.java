package io.headrace.listener.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.listener.Envelopes;
import io.headrace.listener.TestBroker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The configuration that the project ships, on a real broker. */
class ShippedServiceIT {
    private static final String SOURCE = "dbserver1.inventory.orders";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldPublishAnEventForEachChangeOfAnOrder() throws Exception {
        // Given
        Envelopes envelopes = Envelopes.create();
        ServiceConfig config = new ConfigFile(environment()::get)
                .read(TestBroker.checkout().resolve("cdc-listener/cdc-listener.yaml"));
        try (ListenerService service = new ListenerService(config);
                HttpApi health = HttpApi.start(config.http(), service);
                Producer<byte[], byte[]> source = broker.producer()) {
            service.start();
            await().atMost(TestBroker.LIMIT)
                    .until(() -> body(health, "/health/ready").contains("\"missingTopics\":[\"" + SOURCE + "\"]"));
            assertThat(status(health, "/health/ready"))
                    .as("not ready without its topic")
                    .isEqualTo(503);
            assertThat(status(health, "/health/live")).isEqualTo(200);
            broker.createTopic(SOURCE, 6);
            await().atMost(TestBroker.LIMIT).until(() -> status(health, "/health/ready") == 200);

            // When
            send(source, 1, envelopes.snapshot(Envelopes.order(1, "NEW")));
            send(source, 2, envelopes.created(Envelopes.order(2, "NEW")));
            send(source, 2, envelopes.updated(Envelopes.order(2, "NEW"), Envelopes.order(2, "PAID")));
            send(
                    source,
                    2,
                    envelopes.updated(
                            Envelopes.order(2, "PAID"),
                            Envelopes.order(2, "PAID").put("notes", "call first")));
            send(source, 2, envelopes.deleted(Envelopes.order(2, "PAID")));
            send(source, 2, null);
            send(source, 3, new byte[] {1, 2, 3});

            // Then
            List<ConsumerRecord<String, String>> events =
                    broker.read("order-events", TestBroker.LIMIT, records -> records.size() >= 4);
            assertThat(events)
                    .extracting(
                            record -> JSON.readTree(record.value()).get("type").asText())
                    .containsExactly("OrderCreated", "OrderPaid", "OrderUpdated", "OrderDeleted");
            assertThat(events).extracting(ConsumerRecord::key).containsOnly("{\"id\":2}");
            JsonNode paid = JSON.readTree(events.get(1).value());
            assertThat(paid.at("/changed/status/from").asText()).isEqualTo("NEW");
            assertThat(paid.at("/changed/status/to").asText()).isEqualTo("PAID");
            assertThat(events.get(1).value()).as("decimals keep their digits").contains("1000.50");
            assertThat(broker.read("send-communication", TestBroker.LIMIT, records -> records.size() >= 2))
                    .hasSize(2);
            await().atMost(TestBroker.LIMIT)
                    .untilAsserted(() -> assertThat(body(health, "/metrics"))
                            .contains("headrace_listener_records_total{result=\"reacted\",rule=\"order-events\"} 5.0")
                            .contains("headrace_listener_lag_records{rule=\"order-events\"} 0.0")
                            .contains("headrace_listener_commit_to_reaction_seconds_count{rule=\"order-events\"} 4"));
            assertThat(status(health, "/health/live")).isEqualTo(200);
            assertThat(status(health, "/elsewhere")).isEqualTo(404);
            await().atMost(TestBroker.LIMIT)
                    .until(() -> JSON.readTree(body(health, "/dead-letters"))
                                    .get("order-events")
                                    .size()
                            == 1);
            JsonNode letters = JSON.readTree(body(health, "/dead-letters")).get("order-events");
            assertThat(letters.at("/0/message").asText()).startsWith("the value is not JSON");
            assertThat(letters.at("/0/source").asText()).startsWith(SOURCE + "-");
            await().atMost(TestBroker.LIMIT)
                    .until(() -> JSON.readTree(body(health, "/lanes"))
                                    .at("/order-events/partitions")
                                    .size()
                            == 6);
        }
    }

    private static Map<String, String> environment() {
        return Map.of("HEADRACE_KAFKA_BOOTSTRAP", broker.address(), "HEADRACE_LISTENER_PORT", "0");
    }

    private static void send(Producer<byte[], byte[]> source, long id, byte[] value) throws Exception {
        source.send(new ProducerRecord<>(SOURCE, Envelopes.key(id), value)).get();
    }

    private static int status(HttpApi health, String path) throws Exception {
        return get(health, path).statusCode();
    }

    private static String body(HttpApi health, String path) throws Exception {
        return get(health, path).body();
    }

    private static HttpResponse<String> get(HttpApi health, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + health.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
