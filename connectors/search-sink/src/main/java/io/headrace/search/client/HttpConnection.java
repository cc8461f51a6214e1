package io.headrace.search.client;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection on a blocking socket: writes a request, then reads its answer to the end. Knows GET, PUT and POST;
 * answers with a length, in chunks or up to the end of the connection, plain or gzip.
 *
 * <p>An answer may come before the request is written: a server that finds it too large says so and closes, and what is
 * written after that breaks. Such an answer is the answer; where there is none, {@link RequestCutShortException} says so, for
 * the request may have been too large. ADR 0014 has why this is not left to a library.
 *
 * <p>Used by one thread; {@link #close} may come from any other and ends what is running.
 */
final class HttpConnection implements AutoCloseable {
    private static final int LARGEST_HEAD = 64 * 1024;
    private static final int LARGEST_BODY = 256 * 1024 * 1024;
    private static final int KEPT = 1024 * 1024;
    private static final int CONTINUE = 100;
    private static final int LOWEST_REFUSAL = 400;
    private static final int SMALL = KEPT / 16;

    /** So much is written between two looks whether an answer has come. */
    private static final int PIECE = 256 * 1024;

    /** An answer to a broken request is there already, if there is one; a server asked beforehand may know no such question. */
    private static final int SOON_MILLIS = 2_000;

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private byte[] received = new byte[16 * 1024];
    private int from;
    private int to;
    private byte[] body = new byte[16 * 1024];
    private int length;
    private int headLength;
    private boolean keepsAlive;
    private boolean answering;
    private boolean reusable = true;
    private int begunStatus;
    private int written;

    HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = socket.getInputStream();
    }

    /**
     * Sends head and content, one write when they are small, and reads the answer.
     *
     * @throws RequestCutShortException when the connection ended while a large content was written, without an answer
     * @throws ProtocolException when what came is no answer of HTTP, which says nothing of the request
     */
    HttpResponse exchange(byte[] head, byte[] content, int count) throws IOException {
        begin();
        if (count <= SMALL) {
            byte[] whole = Arrays.copyOf(head, head.length + count);
            System.arraycopy(content, 0, whole, head.length, count);
            out.write(whole);
            out.flush();
            return answer();
        }
        try {
            out.write(head);
        } catch (IOException broken) {
            return answerTo(broken, count);
        }
        return exchangeLarge(content, count);
    }

    /** As {@link #exchange} with a head that expects 100-continue: the content is written when the server wants it. */
    HttpResponse exchangeIfWanted(byte[] head, byte[] content, int count) throws IOException {
        begin();
        out.write(head);
        out.flush();
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(SOON_MILLIS);
        try {
            int status = status();
            if (status != CONTINUE) {
                socket.setSoTimeout(patience);
                HttpResponse answer = answer(status);
                reusable = false;
                return answer;
            }
            headers();
        } catch (SocketTimeoutException silent) {
            // It does not know the question: as without.
        } finally {
            socket.setSoTimeout(patience);
        }
        return exchangeLarge(content, count);
    }

    private void begin() {
        answering = false;
        begunStatus = 0;
        written = 0;
    }

    private HttpResponse exchangeLarge(byte[] content, int count) throws IOException {
        try {
            for (written = 0; written < count; written += PIECE) {
                HttpResponse early = written == 0 ? null : earlyAnswer();
                if (early != null) {
                    return early;
                }
                out.write(content, written, Math.min(PIECE, count - written));
            }
            out.flush();
        } catch (ProtocolException notHttp) {
            return answerBegun(notHttp, count);
        } catch (IOException broken) {
            return answerTo(broken, count);
        }
        written = count;
        try {
            return answer();
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException broken) {
            // The last of it may be in the buffers of the kernel alone: for the server it was cut short all the same.
            return answerBegun(broken, count);
        }
    }

    /** What the server says while it is written to; null when it says nothing, or only that it listens. */
    private @Nullable HttpResponse earlyAnswer() throws IOException {
        while (from < to || in.available() > 0) {
            int status = status();
            if (status >= 200) {
                HttpResponse answer = answer(status);
                reusable = false;
                return answer;
            }
            headers();
        }
        return null;
    }

    /** What the server had to say before it ended the connection. */
    private HttpResponse answerTo(IOException broken, int count) throws IOException {
        if (socket.isClosed()) {
            throw broken;
        }
        try {
            socket.setSoTimeout(SOON_MILLIS);
            HttpResponse answer = answer();
            reusable = false;
            return answer;
        } catch (ProtocolException notHttp) {
            return answerBegun(notHttp, count);
        } catch (IOException torn) {
            return answerBegun(broken, count);
        }
    }

    /** What is left of an answer that ends in its middle: a refusal is one by its status alone. */
    private HttpResponse answerBegun(IOException broken, int count) throws IOException {
        reusable = false;
        if (begunStatus >= LOWEST_REFUSAL) {
            return new HttpResponse(begunStatus, Map.of(), body, 0);
        }
        if (socket.isClosed() || begunStatus > 0 || broken instanceof ProtocolException) {
            throw broken;
        }
        throw new RequestCutShortException(written, count, broken);
    }

    /** Whether the server had begun to answer the last request when it failed. */
    boolean isAnswering() {
        return answering;
    }

    boolean isReusable() {
        return reusable && !socket.isClosed();
    }

    private HttpResponse answer() throws IOException {
        return answer(status());
    }

    private int status() throws IOException {
        headLength = 0;
        String line = line();
        keepsAlive = !line.startsWith("HTTP/1.0");
        if (!line.startsWith("HTTP/1.") || line.length() < 12) {
            throw new ProtocolException("the answer is not HTTP");
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private HttpResponse answer(int first) throws IOException {
        int status = first;
        Map<String, String> headers = headers();
        while (status >= CONTINUE && status < 200) {
            status = status();
            headers = headers();
        }
        begunStatus = status;
        reusable = isKeptAlive(headers.getOrDefault("connection", ""));
        if (body.length > KEPT) {
            body = new byte[KEPT / 64];
        }
        length = 0;
        String size = headers.get("content-length");
        if (status != 204 && status != 304) {
            if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
                readChunks();
            } else if (size != null) {
                read(Integer.parseInt(size));
            } else {
                readToEnd();
            }
        }
        if ("gzip".equalsIgnoreCase(headers.get("content-encoding"))) {
            gunzip();
        }
        return new HttpResponse(status, headers, body, length);
    }

    /** A server that says both, in whatever order, closes. */
    private boolean isKeptAlive(String connection) {
        List<String> options = Arrays.stream(connection.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList();
        return !options.contains("close") && (keepsAlive || options.contains("keep-alive"));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        String name = "";
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                // Folded, as was once allowed: it goes on with the line before.
                headers.put(name, (headers.getOrDefault(name, "") + " " + line.strip()).strip());
            } else if (colon > 0) {
                name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.put(name, line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int b = next(); b != '\n'; b = next()) {
            if (b != '\r') {
                line.append((char) b);
            }
            if (++headLength > LARGEST_HEAD) {
                throw new ProtocolException("the head of the answer is too long");
            }
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (from == to) {
            fill();
        }
        return received[from++] & 0xff;
    }

    private void fill() throws IOException {
        int count = in.read(received, 0, received.length);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        answering = true;
        from = 0;
        to = count;
    }

    private void read(int count) throws IOException {
        if (count < 0 || count > LARGEST_BODY - length) {
            throw new ProtocolException("the answer is too long");
        }
        if (body.length < length + count) {
            body = Arrays.copyOf(body, Math.max(length + count, Math.min(LARGEST_BODY, body.length * 2)));
        }
        int wanted = length + count;
        while (length < wanted) {
            if (from == to) {
                fill();
            }
            int part = Math.min(wanted - length, to - from);
            System.arraycopy(received, from, body, length, part);
            from += part;
            length += part;
        }
    }

    private void readChunks() throws IOException {
        while (true) {
            String line = line();
            int end = line.indexOf(';');
            int count = parseHex(end < 0 ? line.strip() : line.substring(0, end).strip());
            if (count == 0) {
                headers();
                return;
            }
            read(count);
            headLength = 0;
            if (!line().isEmpty()) {
                throw new ProtocolException("a chunk of the answer is longer than it says");
            }
        }
    }

    private static int parseHex(String count) throws IOException {
        try {
            return Integer.parseInt(count, 16);
        } catch (NumberFormatException e) {
            throw new ProtocolException("a chunk of the answer has no length");
        }
    }

    private void readToEnd() throws IOException {
        reusable = false;
        try {
            while (true) {
                if (from == to) {
                    fill();
                }
                read(to - from);
            }
        } catch (EOFException end) {
            // The end of the connection is the end of the answer.
        }
    }

    private void gunzip() throws IOException {
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(body, 0, length))) {
            body = plain.readNBytes(LARGEST_BODY);
            length = body.length;
        }
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    static void closeQuietly(@Nullable Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // Nothing is lost: it is not used again.
            }
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
