package io.headrace.search.client;

import io.headrace.search.config.ConnectionSettings;
import io.headrace.search.config.SinkConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** What the sink takes a server for. */
public final class DetectedServer {
    private DetectedServer() {}

    /** Product and version, found with a connector's configuration. */
    public static String of(Map<String, String> connector) {
        ConnectionSettings settings = SinkConfig.parse(connector).connection();
        try (HttpClient http =
                new HttpClient(settings, new NodeRotation(settings.urls()), NodeConnector.of(settings))) {
            return ServerVersion.of(http.get("/")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
