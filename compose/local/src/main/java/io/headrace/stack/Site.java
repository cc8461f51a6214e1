package io.headrace.stack;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the servers of one stack share: where they are made from, where their data is, where each is, how large they may be, who may log in. */
record Site(
        Checkout checkout,
        Path state,
        Path cache,
        PortPlan ports,
        ExternalServers external,
        Size size,
        Logins logins,
        Consumer<String> progress) {

    Path folder(String server) {
        return state.resolve(server);
    }

    int port(PortPlan.Use use) {
        return ports.of(use);
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port(PortPlan.Use.KAFKA);
    }

    String mysqlHost() {
        return external.mysql().map(ExternalMysql::host).orElse("127.0.0.1");
    }

    int mysqlPort() {
        return external.mysql().map(ExternalMysql::port).orElseGet(() -> port(PortPlan.Use.MYSQL));
    }

    URI elasticsearch() {
        return external.elasticsearch()
                .map(ExternalElasticsearch::address)
                .orElseGet(() -> URI.create(http(PortPlan.Use.ELASTICSEARCH)));
    }

    /** The address of a server of the stack's own. */
    String http(PortPlan.Use use) {
        return "http://127.0.0.1:" + port(use);
    }
}
