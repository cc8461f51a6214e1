package io.headrace.stack;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a server whether it is ready. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private Http() {}

    record Answer(int status, String body) {}

    static Answer get(String uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    static void requireOk(String uri) throws IOException, InterruptedException {
        int status = get(uri).status();
        if (status != 200) {
            throw new IOException("GET " + uri + " answered " + status);
        }
    }

    static void requireListening(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(Loopback.address(port), 2_000);
        }
    }
}
