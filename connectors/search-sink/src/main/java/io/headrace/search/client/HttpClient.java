package io.headrace.search.client;

import io.headrace.search.config.ConnectionSettings;
import io.headrace.search.json.JsonBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests to whichever node is well, over one kept connection. Used by one thread; {@link #abort} is for others.
 */
final class HttpClient implements AutoCloseable {
    private final ConnectionSettings settings;
    private final NodeRotation nodes;
    private final NodeConnector connector;
    private final String commonHeaders;
    private @Nullable HttpConnection connection;
    private @Nullable Node node;
    private volatile @Nullable Socket socket;
    private final AtomicInteger aborts = new AtomicInteger();
    private volatile boolean closed;

    /** Whether large contents are announced before they are written, since the last was cut short. */
    private boolean asksFirst;

    HttpClient(ConnectionSettings settings, NodeRotation nodes, NodeConnector connector) {
        this.settings = settings;
        this.nodes = nodes;
        this.connector = connector;
        StringBuilder headers = new StringBuilder("Accept: application/json\r\nAccept-Encoding: ")
                .append(settings.compression() ? "gzip" : "identity")
                .append("\r\nUser-Agent: headrace-search-sink\r\n");
        if (settings.credentials().authorization() != null) {
            headers.append("Authorization: ")
                    .append(settings.credentials().authorization().value())
                    .append("\r\n");
        }
        settings.headers()
                .forEach((name, value) ->
                        headers.append(name).append(": ").append(value.value()).append("\r\n"));
        this.commonHeaders = headers.toString();
    }

    HttpResponse get(String path) throws IOException {
        return request("GET", path, null, new JsonBuffer(0));
    }

    HttpResponse put(String path, JsonBuffer json) throws IOException {
        return request("PUT", path, "application/json", json);
    }

    /** As below, for requests that may be done twice. */
    HttpResponse request(String method, String path, @Nullable String contentType, JsonBuffer content)
            throws IOException {
        return request(method, path, contentType, content, true);
    }

    /**
     * Sends a request; on a kept connection that the server has closed in the meantime, once more on a new one.
     *
     * @param repeatable false when the caller has to know that the request may have been done already
     * @throws IOException when there is no answer; its message names the node
     */
    HttpResponse request(
            String method, String path, @Nullable String contentType, JsonBuffer content, boolean repeatable)
            throws IOException {
        byte[] body = content.array();
        int count = content.length();
        boolean zipped = settings.compression() && count > 0;
        if (zipped) {
            body = gzip(content);
            count = body.length;
        }
        int abortsBefore = aborts.get();
        HttpConnection kept = connection;
        if (kept != null && kept.isReusable()) {
            try {
                return exchange(kept, method, path, contentType, body, count, zipped);
            } catch (IOException stale) {
                if (closed
                        || !repeatable
                        || aborts.get() != abortsBefore
                        || kept.isAnswering()
                        || stale instanceof java.net.SocketTimeoutException) {
                    throw named(stale);
                }
            }
        }
        return exchange(open(), method, path, contentType, body, count, zipped);
    }

    private HttpResponse exchange(
            HttpConnection over,
            String method,
            String path,
            @Nullable String contentType,
            byte[] body,
            int count,
            boolean zipped)
            throws IOException {
        Node to = java.util.Objects.requireNonNull(node);
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(to.pathPrefix())
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(to.host())
                .append(':')
                .append(to.port())
                .append("\r\n")
                .append(commonHeaders);
        if (contentType != null) {
            head.append("Content-Type: ").append(contentType).append("\r\n");
        }
        if (zipped) {
            head.append("Content-Encoding: gzip\r\n");
        }
        head.append("Content-Length: ").append(count).append("\r\n");
        boolean asks = asksFirst && count > 0;
        head.append(asks ? "Expect: 100-continue\r\n\r\n" : "\r\n");
        try {
            byte[] ascii = HttpConnection.ascii(head.toString());
            HttpResponse answer = asks ? over.exchangeIfWanted(ascii, body, count) : over.exchange(ascii, body, count);
            asksFirst = false;
            nodes.worked(to);
            return answer;
        } catch (IOException | RuntimeException e) {
            asksFirst = e instanceof RequestCutShortException;
            over.close();
            connection = null;
            throw e instanceof IOException io ? io : new IOException("the answer could not be understood", e);
        }
    }

    private HttpConnection open() throws IOException {
        Node next = nodes.next();
        node = next;
        try {
            HttpConnection opened = connector.open(next, opening -> {
                socket = opening;
                if (closed) {
                    HttpConnection.closeQuietly(opening);
                }
            });
            connection = opened;
            return opened;
        } catch (IOException e) {
            nodes.failed(next);
            throw named(e);
        }
    }

    private IOException named(IOException e) {
        return new IOException(node + " does not answer: " + e.getMessage(), e);
    }

    private static byte[] gzip(JsonBuffer content) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(content.length() / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped, 64 * 1024) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            content.writeTo(gzip);
        }
        return zipped.toByteArray();
    }

    /** Ends what is running; the next request opens a new connection. */
    void abort() {
        aborts.incrementAndGet();
        HttpConnection.closeQuietly(socket);
    }

    /** Ends what is running, and refuses what comes later. */
    @Override
    public void close() {
        closed = true;
        abort();
    }
}
