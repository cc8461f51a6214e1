package io.headrace.stack.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.headrace.stack.client.Logins;
import io.headrace.stack.external.ExternalElasticsearch;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.file.PropertiesFile;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.port.PortPlan;
import io.headrace.stack.port.Ports;
import io.headrace.stack.port.ServerPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectWorkerTest {
    @TempDir
    Path state;

    @Test
    void shouldTellTheWorkerWhereServersOfSomebodyElseAre() {
        // Given: the ports of the stack's own servers alone
        ExternalServers external = new ExternalServers(
                Optional.of(ExternalMysql.parse("jdbc:mysql://db.example.com:3307/inventory")),
                Optional.of(ExternalElasticsearch.parse("http://es.example.com:9201")));
        Properties ports = new Properties();
        Stream.of(ServerPort.KAFKA, ServerPort.KAFKA_CONTROLLER, ServerPort.CONNECT, ServerPort.LISTENER)
                .forEach(use -> ports.setProperty(use.name(), Integer.toString(use.standard())));
        Path file = state.resolve("ports.properties");
        PropertiesFile.write(file, ports);
        PortPlan plan = new PortPlan(Ports.standard(), file, line -> {}, external.replacedPorts());
        boolean known = plan.recall();

        // When
        Logins logins = Logins.from(Map.of());
        ServerContext context =
                new ServerContext(Checkout.aroundHere(), state, state, plan, external, Size.SMALL, logins, line -> {});
        Map<String, String> environment = new ConnectWorker(context, Map.of(), null).environment();

        // Then
        assertThat(known).isTrue();
        assertThat(environment)
                .containsEntry("HEADRACE_MYSQL_HOST", "db.example.com")
                .containsEntry("HEADRACE_MYSQL_PORT", "3307")
                .containsEntry("HEADRACE_ELASTICSEARCH_URL", "http://es.example.com:9201");
    }
}
