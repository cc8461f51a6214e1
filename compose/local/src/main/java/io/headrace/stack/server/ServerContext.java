package io.headrace.stack.server;

import io.headrace.stack.client.Logins;
import io.headrace.stack.external.ExternalElasticsearch;
import io.headrace.stack.external.ExternalMysql;
import io.headrace.stack.external.ExternalServers;
import io.headrace.stack.install.Checkout;
import io.headrace.stack.port.PortPlan;
import io.headrace.stack.port.ServerPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the servers of one stack share.
 *
 * @param checkout what they are built from and configured by
 * @param state the folder with their data, logs and run files
 * @param cache the folder that all stacks of this user share
 * @param external servers that are used in place of the stack's own
 * @param progress receives lines for the user, from several threads
 */
public record ServerContext(
        Checkout checkout,
        Path state,
        Path cache,
        PortPlan ports,
        ExternalServers external,
        Size size,
        Logins logins,
        Consumer<String> progress) {

    /** The folder of one server, which may not exist yet. */
    public Path folder(String server) {
        return state.resolve(server);
    }

    int port(ServerPort server) {
        return ports.of(server);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port(ServerPort.KAFKA);
    }

    public String mysqlHost() {
        return external.mysql().map(ExternalMysql::host).orElse("127.0.0.1");
    }

    public int mysqlPort() {
        return external.mysql().map(ExternalMysql::port).orElseGet(() -> port(ServerPort.MYSQL));
    }

    public URI elasticsearch() {
        return external.elasticsearch()
                .map(ExternalElasticsearch::address)
                .orElseGet(() -> URI.create(http(ServerPort.ELASTICSEARCH)));
    }

    /** The address of one of the stack's own servers. */
    public String http(ServerPort server) {
        return "http://127.0.0.1:" + port(server);
    }
}
