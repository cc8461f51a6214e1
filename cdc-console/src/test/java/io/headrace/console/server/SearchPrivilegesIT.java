package io.headrace.console.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.headrace.console.doctor.Diagnosis;
import io.headrace.console.doctor.SinkPrivileges;
import io.headrace.console.scenario.Fixes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server with security, as far as it tells and grants privileges: the embedded one has none. */
class SearchPrivilegesIT {

    private final Set<String> granted = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/_security/user/_has_privileges", exchange -> answer(exchange, held(asked(exchange))));
        server.createContext("/_security/role/headrace-orders", exchange -> {
            JsonNode role = asked(exchange);
            role.path("cluster").forEach(privilege -> granted.add(privilege.asText()));
            role.path("indices").forEach(one -> one.path("privileges").forEach(each -> granted.add(each.asText())));
            answer(exchange, Rest.JSON.createObjectNode());
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldNameWhatIsLackingAndGrantNoMore() throws Exception {
        granted.add("write");
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        SearchRest search = new SearchRest(PipelineEndpoints.builder()
                .connect(address)
                .kafka("127.0.0.1:1")
                .mysql("jdbc:mysql://127.0.0.1:1/x", "x", "")
                .elasticsearch(address)
                .build());

        Diagnosis.Check lacking = SinkPrivileges.of(search, "orders");
        Fixes.run(lacking.fix());

        assertThat(lacking.result()).isEqualTo(Diagnosis.Result.FAILED);
        assertThat(lacking.found()).isEqualTo("this user lacks cluster monitor, view_index_metadata");
        assertThat(granted).containsExactlyInAnyOrder("monitor", "write", "view_index_metadata");
        Fixes.isOk(SinkPrivileges.of(search, "orders"));
    }

    private ObjectNode held(JsonNode asked) {
        ObjectNode answer = Rest.JSON.createObjectNode();
        ObjectNode cluster = answer.putObject("cluster");
        asked.path("cluster").forEach(each -> cluster.put(each.asText(), granted.contains(each.asText())));
        JsonNode wanted = asked.path("index").path(0);
        ObjectNode index =
                answer.putObject("index").putObject(wanted.path("names").path(0).asText());
        wanted.path("privileges").forEach(each -> index.put(each.asText(), granted.contains(each.asText())));
        return answer;
    }

    private static JsonNode asked(HttpExchange exchange) throws IOException {
        return Rest.JSON.readTree(exchange.getRequestBody().readAllBytes());
    }

    private static void answer(HttpExchange exchange, ObjectNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
