package io.headrace.search.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headrace.search.config.ConnectionSettings;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.json.JsonBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpClientTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    /** What each connection says in turn: what it answers to one request after the other, then its end. */
    private final Deque<Iterator<String>> script = new ArrayDeque<>();

    private final List<ScriptedSocket> opened = new ArrayList<>();

    /** Of the next connection: what it answers in turn, nothing where it is refused. */
    private void expect(String... answers) {
        script.add(List.of(answers).iterator());
    }

    private final class ScriptedSocket extends Socket {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final Iterator<String> answers = script.remove();
        private ByteBuffer unread = ByteBuffer.allocate(0);
        private String address = "";
        private boolean closed;

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            InetSocketAddress to = (InetSocketAddress) endpoint;
            address = to.getAddress().getHostAddress() + ":" + to.getPort();
            if (!answers.hasNext()) {
                throw new ConnectException("Connection refused");
            }
        }

        String taken() {
            return taken.toString(StandardCharsets.ISO_8859_1);
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    byte[] one = new byte[1];
                    return read(one, 0, 1) < 0 ? -1 : one[0];
                }

                @Override
                public int read(byte[] into, int from, int most) {
                    if (!unread.hasRemaining()) {
                        unread = ByteBuffer.wrap(
                                answers.hasNext() ? answers.next().getBytes(StandardCharsets.ISO_8859_1) : new byte[0]);
                    }
                    int count = Math.min(most, unread.remaining());
                    unread.get(into, from, count);
                    return count == 0 ? -1 : count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return taken;
        }

        @Override
        public void setTcpNoDelay(boolean on) {}

        @Override
        public synchronized void setSoTimeout(int millis) {}

        @Override
        public synchronized void close() {
            closed = true;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }
    }

    private HttpClient client(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of("connection.url", "http://127.0.0.1:9200/prefix"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        ConnectionSettings connection = SinkConfig.parse(all).connection();
        NodeConnector connector = NodeConnector.of(connection, () -> {
            ScriptedSocket socket = new ScriptedSocket();
            opened.add(socket);
            return socket;
        });
        return new HttpClient(connection, new NodeRotation(connection.urls()), connector);
    }

    private static JsonBuffer content() {
        return new JsonBuffer(16).ascii("{\"a\":1}");
    }

    @Test
    void shouldSendOneRequestAfterTheOtherOverOneConnection() throws IOException {
        // Given
        expect(OK, OK);
        HttpClient client = client("connection.username", "user", "connection.password", "secret");
        // When
        client.get("/one");
        client.put("/two", content());
        // Then
        assertThat(opened)
                .singleElement()
                .satisfies(socket -> assertThat(socket.taken())
                        .startsWith("GET /prefix/one HTTP/1.1\r\nHost: 127.0.0.1:9200\r\n")
                        .contains("Authorization: Basic dXNlcjpzZWNyZXQ=\r\n")
                        .contains("PUT /prefix/two HTTP/1.1\r\n")
                        .contains("Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}"));
    }

    @Test
    void shouldSendARequestOnceMoreWhenTheServerHasClosedTheIdleConnection() throws IOException {
        // Given
        expect(OK);
        expect(OK);
        HttpClient client = client();
        client.get("/one");
        // When
        HttpResponse answer = client.put("/two", content());
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(opened).hasSize(2);
        assertThat(opened.get(0).isClosed()).isTrue();
        assertThat(opened.get(1).taken()).startsWith("PUT /prefix/two");
    }

    @Test
    void shouldNotRepeatWhatMayBeDoneAlreadyAndMustNotBeDoneTwice() throws IOException {
        // Given
        expect(OK);
        HttpClient client = client();
        client.get("/one");
        // Then
        assertThatThrownBy(() -> client.request("POST", "/_bulk", "application/x-ndjson", content(), false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("http://127.0.0.1:9200/prefix does not answer");
        assertThat(opened).hasSize(1);
    }

    @Test
    void shouldNotRepeatARequestThatTheServerHasBegunToAnswer() throws IOException {
        // Given
        expect(OK, "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{");
        HttpClient client = client();
        client.get("/one");
        // Then
        assertThatThrownBy(() -> client.get("/two")).isInstanceOf(IOException.class);
        assertThat(opened).hasSize(1);
    }

    @Test
    void shouldOpenAnotherConnectionWhenTheServerWantsThisOneClosed() throws IOException {
        // Given
        expect(OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        expect(OK);
        HttpClient client = client();
        // When
        client.get("/one");
        client.get("/two");
        // Then
        assertThat(opened).hasSize(2);
    }

    @Test
    void shouldGoToTheNextNodeWhenOneRefusesConnections() throws IOException {
        // Given
        expect();
        expect(OK);
        HttpClient client = client("connection.url", "http://127.0.0.1:9200,http://127.0.0.2:9201");
        assertThatThrownBy(() -> client.get("/"))
                .hasMessageContaining("http://127.0.0.1:9200")
                .hasMessageContaining("Connection refused");
        // When
        client.get("/");
        // Then
        assertThat(opened).extracting(socket -> socket.address).containsExactly("127.0.0.1:9200", "127.0.0.2:9201");
    }

    @Test
    void shouldPackWhatItSendsWhereThatIsSet() throws IOException {
        // Given
        expect(OK);
        // When
        client("connection.compression", "true").put("/two", content());
        // Then
        assertThat(opened.get(0).taken())
                .contains("Accept-Encoding: gzip\r\n")
                .contains("Content-Encoding: gzip\r\n")
                .contains("\r\n\r\n\u001f\u008b")
                .doesNotContain("{\"a\":1}");
    }

    @Test
    void shouldAskFirstAfterARequestThatWasCutShort() throws IOException {
        // Given
        expect("");
        expect("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
        HttpClient client = client();
        byte[] large = new byte[1 << 20];
        JsonBuffer content = new JsonBuffer(large.length).raw(large);
        assertThatThrownBy(() -> client.put("/large", content))
                .satisfies(failure -> assertThat(RequestCutShortException.isBehind((IOException) failure))
                        .isTrue());
        // When
        HttpResponse answer = client.put("/large", content);
        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(opened.get(1).taken()).endsWith("Expect: 100-continue\r\n\r\n");
    }

    @Test
    void shouldTunnelThroughAProxyToANameThatOnlyTheProxyKnows() throws IOException {
        // Given
        expect("HTTP/1.1 200 Established\r\n\r\n", OK);
        HttpClient client = client(
                "connection.url",
                "http://search.internal:9200",
                "proxy.host",
                "127.0.0.1",
                "proxy.port",
                "3128",
                "proxy.username",
                "user",
                "proxy.password",
                "secret");
        // When
        client.get("/");
        // Then
        assertThat(opened.get(0).address).isEqualTo("127.0.0.1:3128");
        assertThat(opened.get(0).taken())
                .startsWith("CONNECT search.internal:9200 HTTP/1.1\r\nHost: search.internal:9200\r\n")
                .contains("Proxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\nGET / HTTP/1.1\r\n");
    }

    @Test
    void shouldSayWhatTheProxyAnswersWhenItOpensNoTunnel() {
        // Given
        expect("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        HttpClient client = client("proxy.host", "127.0.0.1", "proxy.port", "3128");
        // Then
        assertThatThrownBy(() -> client.get("/")).hasMessageContaining("the proxy answered 407");
        assertThat(opened.get(0).isClosed()).isTrue();
    }

    @Test
    void shouldRefuseToSendAnythingOnceItIsClosed() {
        // Given
        expect(OK);
        HttpClient client = client();
        client.close();
        // When
        try {
            client.get("/");
        } catch (IOException refused) {
            // A socket that is closed before it connects may fail, or may not.
        }
        // Then
        assertThat(opened.get(0).isClosed()).isTrue();
    }
}
