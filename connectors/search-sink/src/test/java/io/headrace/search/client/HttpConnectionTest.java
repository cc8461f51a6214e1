package io.headrace.search.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpConnectionTest {
    private static final byte[] HEAD = HttpConnection.ascii("POST /_bulk HTTP/1.1\r\n\r\n");
    private static final byte[] LARGE = new byte[3 << 20];
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    private static final String TOO_LARGE =
            "HTTP/1.1 413 Request Entity Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

    /** A server without a network: what it answers, from when on, and after how many bytes it stops to take any. */
    private static final class Peer extends Socket {
        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final InputStream answer;
        private final int answersAfter;
        private final int breaksAfter;
        private byte[] first = {};
        private int patience;

        Peer(String answer, int answersAfter, int breaksAfter) {
            this.answer = new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1));
            this.answersAfter = answersAfter;
            this.breaksAfter = breaksAfter;
        }

        @Override
        public synchronized void setSoTimeout(int millis) {
            patience = millis;
        }

        @Override
        public synchronized int getSoTimeout() {
            return patience;
        }

        @Override
        public InputStream getInputStream() {
            return new FilterInputStream(answer) {
                private int read;

                @Override
                public int read(byte[] into, int from, int most) throws IOException {
                    if (read == first.length) {
                        return super.read(into, from, most);
                    }
                    System.arraycopy(first, 0, into, from, first.length);
                    read = first.length;
                    return read;
                }

                @Override
                public int available() throws IOException {
                    return taken.size() >= answersAfter ? answer.available() : 0;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return new OutputStream() {
                @Override
                public void write(int b) {
                    taken.write(b);
                }

                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    if (taken.size() + count > breaksAfter) {
                        throw new IOException("Broken pipe");
                    }
                    taken.write(bytes, from, count);
                }
            };
        }
    }

    private static HttpConnection connection(Peer peer) throws IOException {
        return new HttpConnection(peer);
    }

    @Test
    void shouldWriteTheWholeRequestAndReadTheAnswer() throws IOException {
        // Given
        Peer peer = new Peer(OK, Integer.MAX_VALUE, Integer.MAX_VALUE);
        HttpConnection connection = connection(peer);
        // When
        HttpResponse answer = connection.exchange(HEAD, LARGE, LARGE.length);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(peer.taken.size()).as("bytes written").isEqualTo(HEAD.length + LARGE.length);
        assertThat(connection.isReusable()).isTrue();
    }

    @Test
    void shouldReadTheAnswerThatCameBeforeTheConnectionBroke() throws IOException {
        // Given
        HttpConnection connection = connection(new Peer(TOO_LARGE, Integer.MAX_VALUE, 1 << 20));
        // When
        HttpResponse answer = connection.exchange(HEAD, LARGE, LARGE.length);
        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(connection.isReusable())
                .as("a request that was not written whole")
                .isFalse();
    }

    @Test
    void shouldStopWritingWhenTheAnswerIsThere() throws IOException {
        // Given
        Peer peer = new Peer(OK.replace("200 OK", "503 Busy"), 1 << 20, Integer.MAX_VALUE);
        HttpConnection connection = connection(peer);
        // When
        HttpResponse answer = connection.exchange(HEAD, LARGE, LARGE.length);
        // Then
        assertThat(answer.status()).isEqualTo(503);
        assertThat(peer.taken.size()).as("bytes written").isLessThan(2 << 20);
        assertThat(connection.isReusable())
                .as("a request that was not written whole")
                .isFalse();
    }

    @Test
    void shouldGoByTheStatusWhenTheEarlyAnswerIsTorn() throws IOException {
        // Given
        String torn = TOO_LARGE.replace("content-length: 0", "content-length: 900") + "{\"error\"";
        // When
        HttpResponse answer =
                connection(new Peer(torn, Integer.MAX_VALUE, 1 << 20)).exchange(HEAD, LARGE, LARGE.length);
        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.length()).as("what can be read of it").isZero();
    }

    @Test
    void shouldSayThatTheRequestWasCutShortWhenThereIsNoAnswer() throws IOException {
        // Given
        HttpConnection connection = connection(new Peer("", Integer.MAX_VALUE, 1 << 20));
        // Then
        assertThatThrownBy(() -> connection.exchange(HEAD, LARGE, LARGE.length))
                .isInstanceOf(RequestCutShortException.class)
                .hasMessageContaining("of " + LARGE.length + " bytes")
                .hasMessageContaining("http.max_content_length");
    }

    @Test
    void shouldWriteNoContentThatTheServerDoesNotWant() throws IOException {
        // Given
        Peer peer = new Peer(TOO_LARGE, Integer.MAX_VALUE, Integer.MAX_VALUE);
        // When
        HttpResponse answer = connection(peer).exchangeIfWanted(HEAD, LARGE, LARGE.length);
        // Then
        assertThat(answer.status()).isEqualTo(413);
        assertThat(peer.taken.size()).as("bytes written").isEqualTo(HEAD.length);
    }

    @Test
    void shouldGoOnWritingAfterAServerHasSaidThatItListens() throws IOException {
        // Given
        Peer peer = new Peer(OK, Integer.MAX_VALUE, Integer.MAX_VALUE);
        peer.first = HttpConnection.ascii("HTTP/1.1 100 Continue\r\n\r\n");
        // When
        HttpResponse answer = connection(peer).exchangeIfWanted(HEAD, LARGE, LARGE.length);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(peer.taken.size()).as("bytes written").isEqualTo(HEAD.length + LARGE.length);
    }
}
