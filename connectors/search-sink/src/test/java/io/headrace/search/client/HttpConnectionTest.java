package io.headrace.search.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    while the request is written           | 1048576    | 2147483647
                    after the request was written          | 2147483647 | 2147483647
                    before the request can't be written on | 2147483647 | 1048576
                    """)
    void shouldNotTakeAnAnswerInAnotherProtocolForARequestThatWasCutShort(
            String when, int answersAfter, int breaksAfter) {
        // Given
        String banner = "SSH-2.0-OpenSSH_9.6\r\n";
        String endless = "HTTP/1.1 200 OK\r\n" + "X-Header: and more of them\r\n".repeat(10_000);
        // Then
        assertThatThrownBy(() -> large(new Peer(banner, answersAfter, breaksAfter)))
                .as(when)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the answer is not HTTP");
        assertThatThrownBy(() -> large(new Peer(endless, answersAfter, breaksAfter)))
                .as(when)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("the head of the answer is too long");
    }

    private static HttpResponse large(Peer peer) throws IOException {
        return connection(peer).exchange(HEAD, LARGE, LARGE.length);
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

    private static HttpResponse small(String answer) throws IOException {
        return connection(new Peer(answer, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .exchange(HEAD, new byte[0], 0);
    }

    private static String text(HttpResponse answer) {
        return new String(answer.body(), 0, answer.length(), StandardCharsets.ISO_8859_1);
    }

    @Test
    void shouldReadChunksWithTheirExtensionsAndSkipTheTrailers() throws IOException {
        // Given
        String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n";
        String answer = head + "3;name=value\r\nabc\r\nA \r\n0123456789\r\n0\r\nExpires: never\r\n\r\n";
        HttpConnection connection = connection(new Peer(answer + OK, Integer.MAX_VALUE, Integer.MAX_VALUE));
        // When
        HttpResponse chunked = connection.exchange(HEAD, new byte[0], 0);
        // Then
        assertThat(text(chunked)).isEqualTo("abc0123456789");
        assertThat(connection.isReusable()).isTrue();
        assertThat(text(connection.exchange(HEAD, new byte[0], 0)))
                .as("the next answer")
                .isEqualTo("{}");
    }

    @Test
    void shouldReadTwoAnswersOverOneConnection() throws IOException {
        // Given
        HttpConnection connection =
                connection(new Peer(OK.replace("{}", "[]") + OK, Integer.MAX_VALUE, Integer.MAX_VALUE));
        // When
        String first = text(connection.exchange(HEAD, new byte[0], 0));
        String second = text(connection.exchange(HEAD, new byte[0], 0));
        // Then
        assertThat(first).isEqualTo("[]");
        assertThat(second).isEqualTo("{}");
    }

    @Test
    void shouldReadNoBodyWhereThereIsNone() throws IOException {
        // Given
        String none = "HTTP/1.1 204 No Content\r\n\r\n";
        HttpConnection connection = connection(new Peer(none + OK, Integer.MAX_VALUE, Integer.MAX_VALUE));
        // When
        HttpResponse answer = connection.exchange(HEAD, new byte[0], 0);
        // Then
        assertThat(answer.length()).isZero();
        assertThat(connection.exchange(HEAD, new byte[0], 0).status()).isEqualTo(200);
    }

    @Test
    void shouldTakeTheLastOfSeveralAnswersThatAreOnTheirWayOnly() throws IOException {
        // When
        HttpResponse answer = small("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\n" + OK);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("link")).isNull();
    }

    @ParameterizedTest(name = "{0}, {1}: kept {2}")
    @CsvSource(textBlock = """
                    HTTP/1.1, Date: now,                               true
                    HTTP/1.1, Connection: close,                       false
                    HTTP/1.1, 'CONNECTION: Upgrade, Close',            false
                    HTTP/1.1, 'Connection: close, keep-alive',         false
                    HTTP/1.1, 'Connection: keep-alive, close',         false
                    HTTP/1.1, 'Connection: Close,Upgrade,Keep-Alive',  false
                    HTTP/1.1, 'Connection: keep-alive, Upgrade',       true
                    HTTP/1.0, Date: now,                               false
                    HTTP/1.0, Connection: Keep-Alive,                  true
                    HTTP/1.0, 'Connection: close, keep-alive',         false
                    HTTP/1.0, 'Connection: keep-alive, close',         false
                    HTTP/1.0, 'Connection: Upgrade, keep-alive',       true
                    """)
    void shouldKeepTheConnectionAsLongAsTheServerDoes(String version, String header, boolean kept) throws IOException {
        // Given
        String answer = version + " 200 OK\r\n" + header + "\r\nContent-Length: 0\r\n\r\n";
        HttpConnection connection = connection(new Peer(answer, Integer.MAX_VALUE, Integer.MAX_VALUE));
        // When
        connection.exchange(HEAD, new byte[0], 0);
        // Then
        assertThat(connection.isReusable()).isEqualTo(kept);
    }

    @Test
    void shouldReadAnAnswerOfUnknownLengthToTheEndOfTheConnection() throws IOException {
        // Given
        HttpConnection connection =
                connection(new Peer("HTTP/1.1 502 Bad Gateway\r\n\r\n<html>", Integer.MAX_VALUE, Integer.MAX_VALUE));
        // When
        HttpResponse answer = connection.exchange(HEAD, new byte[0], 0);
        // Then
        assertThat(text(answer)).isEqualTo("<html>");
        assertThat(connection.isReusable()).isFalse();
    }

    @Test
    void shouldJoinAHeaderThatIsFolded() throws IOException {
        // When
        HttpResponse answer =
                small("HTTP/1.1 200 OK\r\nWarning: 299 old\r\n\t name: is not one\r\nContent-Length: 2\r\n\r\n{}");
        // Then
        assertThat(answer.header("warning")).isEqualTo("299 old name: is not one");
        assertThat(text(answer)).isEqualTo("{}");
    }

    @Test
    void shouldUnpackAnAnswerThatIsPacked() throws IOException {
        // Given
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(HttpConnection.ascii("{\"errors\":false}"));
        }
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n";
        // When
        HttpResponse answer = small(head + packed.toString(StandardCharsets.ISO_8859_1));
        // Then
        assertThat(text(answer)).isEqualTo("{\"errors\":false}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    the connection is closed without a word | ``                                                                   | closed the connection
                    the status is cut                       | HTTP/1.1 2                                                           | closed the connection
                    the head is cut                         | HTTP/1.1 200 OK~Content-Le                                           | closed the connection
                    the body is cut                         | HTTP/1.1 200 OK~Content-Length: 9~~{}                                | closed the connection
                    a chunk is cut                          | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~ab                     | closed the connection
                    the last chunk is missing               | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~ab~                    | closed the connection
                    a chunk is longer than it says          | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~abc~0~~                | longer than it says
                    a chunk has no length                   | HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~                       | has no length
                    a length is negative                    | HTTP/1.1 200 OK~Content-Length: -2~~{}                               | too long
                    a length is beyond what is taken        | HTTP/1.1 200 OK~Content-Length: 2000000000~~                         | too long
                    it is another protocol                  | SSH-2.0-OpenSSH_9.6~                                                 | is not HTTP
                    """)
    void shouldFailWhereAnAnswerIsNotWhole(String what, String answer, String message) {
        assertThatThrownBy(() -> small(answer.replace("~", "\r\n")))
                .as(what)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RequestCutShortException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNotReadAHeadWithoutEnd() {
        // Given
        String answer = "HTTP/1.1 200 OK\r\n" + "X-Header: and more of them\r\n".repeat(10_000);
        // Then
        assertThatThrownBy(() -> small(answer)).hasMessageContaining("head of the answer is too long");
        assertThatThrownBy(() -> small("HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000)))
                .hasMessageContaining("head of the answer is too long");
    }

    @Test
    void shouldSayThatTheRequestWasCutShortWhenItIsWrittenAndTheConnectionEndsWithoutAnswer() throws IOException {
        // Given
        HttpConnection connection = connection(new Peer("", Integer.MAX_VALUE, Integer.MAX_VALUE));
        // Then
        assertThatThrownBy(() -> connection.exchange(HEAD, LARGE, LARGE.length))
                .isInstanceOf(RequestCutShortException.class)
                .hasMessageContaining("about " + LARGE.length + " of " + LARGE.length);
    }

    @Test
    void shouldNotTakeASuccessForOneThatIsTorn() throws IOException {
        // Given
        HttpConnection connection = connection(new Peer(
                "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"errors", Integer.MAX_VALUE, Integer.MAX_VALUE));
        // Then
        assertThatThrownBy(() -> connection.exchange(HEAD, LARGE, LARGE.length))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(RequestCutShortException.class);
    }
}
