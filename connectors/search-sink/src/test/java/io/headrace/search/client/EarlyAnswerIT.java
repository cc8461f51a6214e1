package io.headrace.search.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.ConnectionSettings;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.json.JsonBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/**
 * Real connections to a server that answers before it has read a request, and ends the connection in the many ways in which
 * that is done. What of the answer can be read then is up to the kernels on both sides, hence the repetitions.
 */
@Timeout(60)
class EarlyAnswerIT {
    private static final String TOO_LARGE =
            "HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
    private static final int LARGE = 20 << 20;

    /** More than is written at once, and less than the buffers of the kernels hold. */
    private static final int MIDDLING = 100 << 10;

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();

    EarlyAnswerIT() throws IOException {}

    @AfterEach
    void stopServer() throws IOException {
        listening.close();
    }

    /** What the server does with each connection, whose first bytes have come. */
    @FunctionalInterface
    private interface Conduct {
        void towards(Socket socket, InputStream in) throws IOException;
    }

    private void serve(Conduct conduct) {
        Thread thread = new Thread(
                () -> {
                    while (!listening.isClosed()) {
                        try (Socket socket = listening.accept()) {
                            connections.incrementAndGet();
                            InputStream in = socket.getInputStream();
                            in.readNBytes(16);
                            conduct.towards(socket, in);
                        } catch (IOException gone) {
                            // The client has had enough, or the test is over.
                        }
                    }
                },
                "early-answers");
        thread.setDaemon(true);
        thread.start();
    }

    private static void say(Socket socket, String answer) throws IOException {
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private HttpResponse post(int bytes) throws IOException {
        ConnectionSettings settings = SinkConfig.parse(
                        Map.of("connection.url", "http://127.0.0.1:" + listening.getLocalPort()))
                .connection();
        try (HttpClient client =
                new HttpClient(settings, new NodeRotation(settings.urls()), NodeConnector.of(settings))) {
            return client.request("POST", "/_bulk", "application/x-ndjson", new JsonBuffer(bytes).raw(new byte[bytes]));
        }
    }

    @RepeatedTest(20)
    void shouldTakeTheAnswerThatCameBeforeAReset() throws IOException {
        // Given
        serve((socket, in) -> {
            say(socket, TOO_LARGE);
            reset(socket);
        });
        // When
        HttpResponse answer = post(LARGE);
        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(connections).as("requests").hasValue(1);
    }

    @RepeatedTest(20)
    void shouldTakeTheAnswerThatCameBeforeAnOrderlyEnd() throws IOException {
        // Given
        serve((socket, in) -> {
            say(socket, TOO_LARGE);
            socket.shutdownOutput();
            in.skipNBytes(1 << 20);
        });
        // When
        HttpResponse answer = post(LARGE);
        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(connections).as("requests").hasValue(1);
    }

    @RepeatedTest(5)
    void shouldTakeTheAnswerOfAServerThatReadsOn() throws IOException {
        // Given
        serve((socket, in) -> {
            say(socket, TOO_LARGE);
            in.readAllBytes();
        });
        // When
        HttpResponse answer = post(LARGE);
        // Then
        assertThat(answer.status()).isEqualTo(413);
    }

    @RepeatedTest(20)
    void shouldTakeTheAnswerToARequestThatIsInTheBuffersWhole() throws IOException {
        // Given
        serve((socket, in) -> {
            say(socket, TOO_LARGE);
            reset(socket);
        });
        // When
        HttpResponse answer = post(MIDDLING);
        // Then
        assertThat(answer.status()).isEqualTo(413);
    }

    @RepeatedTest(5)
    void shouldSayThatTheServerSpeaksNoHttpHoweverLongTheRequest() {
        // Given
        serve((socket, in) -> {
            say(socket, "SSH-2.0-OpenSSH_9.6\r\n");
            in.readAllBytes();
        });
        // Then
        assertThatThrownBy(() -> post(LARGE))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the answer is not HTTP");
        assertThat(connections).as("requests").hasValue(1);
    }

    @RepeatedTest(20)
    void shouldSayThatARequestWasCutShortThoughItWasInTheBuffersWhole() {
        // Given
        serve((socket, in) -> reset(socket));
        // Then
        assertThatThrownBy(() -> post(MIDDLING))
                .satisfies(failure -> assertThat(RequestCutShortException.isBehind((IOException) failure))
                        .as("%s", failure)
                        .isTrue());
    }
}
