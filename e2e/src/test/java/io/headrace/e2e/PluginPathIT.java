package io.headrace.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.stack.LocalStack;
import io.headrace.stack.port.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker that only loads service files finds all that {@code target/plugins} holds. */
class PluginPathIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static LocalStack stack;

    @BeforeAll
    static void startAWorker() {
        stack = LocalStack.builder()
                .home(Checkout.root())
                .owned(true)
                .ports(Ports.free())
                .build();
        stack.kafka().start();
        stack.connect().start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldListDebeziumOurSinkAndEachOfOurTransforms() throws Exception {
        List<String> listed =
                JSON.readTree(get("/connector-plugins?connectorsOnly=false")).findValuesAsText("class");

        assertThat(listed)
                .contains("io.debezium.connector.mysql.MySqlConnector", "io.headrace.search.SearchSinkConnector")
                .containsAll(ours(Transformation.class))
                .containsAll(ours(Predicate.class));
    }

    /** The worker's own opinion of what users POST; only the database, which does not run here, may be missed. */
    @ParameterizedTest
    @ValueSource(strings = {"mysql-source.json", "elasticsearch-sink.json"})
    void shouldFindNoFaultWithTheShippedConnectors(String file) throws Exception {
        ConnectorFile connector = ConnectorFile.read(file);
        String path = "/connector-plugins/" + connector.config().get("connector.class") + "/config/validate";

        JsonNode answer = JSON.readTree(send("PUT", path, JSON.writeValueAsString(named(connector))));

        assertThat(answer.path("configs")).as("%s", answer).isNotEmpty();
        assertThat(StreamSupport.stream(answer.get("configs").spliterator(), false)
                        .map(config -> config.get("value"))
                        .filter(value -> !value.path("errors").isEmpty())
                        .filter(value -> !needsTheServer(value.get("name").asText()))
                        .map(value -> value.path("name").asText() + " " + value.path("errors")))
                .isEmpty();
    }

    private static boolean needsTheServer(String setting) {
        return setting.equals("database.hostname") || setting.equals("connection.url");
    }

    private static Map<String, String> named(ConnectorFile connector) {
        Map<String, String> config = new TreeMap<>(connector.config());
        config.put("name", connector.name());
        return config;
    }

    private static List<String> ours(Class<?> type) {
        return ServiceLoader.load(type).stream()
                .map(ServiceLoader.Provider::type)
                .map(Class::getName)
                .filter(name -> name.startsWith("io.headrace."))
                .toList();
    }

    private static String get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    private static String send(String method, String path, String body) throws IOException, InterruptedException {
        URI uri = URI.create(stack.endpoints().connect() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
