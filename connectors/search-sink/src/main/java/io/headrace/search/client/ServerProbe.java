package io.headrace.search.client;

import io.headrace.search.config.ConnectionSettings;
import java.io.IOException;

/**
 * A look at a server without writing anything to it. Used by one thread. Each call blocks for as long as the server takes, up
 * to the timeouts of the connection.
 */
public final class ServerProbe implements AutoCloseable {
    private final HttpClient http;

    private ServerProbe(HttpClient http) {
        this.http = http;
    }

    /**
     * Opens no connection yet.
     *
     * @throws org.apache.kafka.common.KafkaException when a key or trust store cannot be read
     */
    public static ServerProbe of(ConnectionSettings settings) {
        return new ServerProbe(new HttpClient(settings, new NodeRotation(settings.urls()), NodeConnector.of(settings)));
    }

    /** What {@code GET /} is answered with. */
    public HttpResponse root() throws IOException {
        return http.get("/");
    }

    /** What the server says about an index or alias: 404 when there is none. */
    public HttpResponse target(String path) throws IOException {
        return http.get(path);
    }

    /** The path of an index, an alias or a data stream. */
    public static String pathOf(String name, boolean aliasOnly) {
        return (aliasOnly ? "/_alias/" : "/") + PathSegments.encoded(name);
    }

    /** How many indices stand behind the name that was asked for; 0 when there is none. */
    public static int indicesIn(HttpResponse target) throws IOException {
        return target.status() == 404 ? 0 : IndexCount.of(target);
    }

    @Override
    public void close() {
        http.close();
    }
}
