package io.headrace.bench.sink;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit: sends ready-made bulk bodies over 4 connections, one after the other on each, and does nothing else. What it
 * reaches is what the server can take.
 */
final class LimitClient {

    private static final int CONNECTIONS = 4;
    private static final String ANSWERED = "{\"errors\":";

    private final URI server;
    private final String index;
    private final BulkBodies bodies;
    private final AtomicInteger next = new AtomicInteger();

    LimitClient(URI server, String index, BulkBodies bodies) {
        this.server = server;
        this.index = index;
        this.bodies = bodies;
    }

    /**
     * Sends all bodies once.
     *
     * @return how long it took, in nanoseconds
     */
    long run() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long start = System.nanoTime();
            List<Future<?>> connections = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(threads.submit(() -> {
                    sendAll();
                    return null;
                }));
            }
            for (Future<?> connection : connections) {
                connection.get();
            }
            return System.nanoTime() - start;
        } finally {
            threads.shutdownNow();
        }
    }

    private void sendAll() throws IOException {
        byte[] buffer = new byte[2 * 1024 * 1024];
        byte[] answer = new byte[64 * 1024];
        try (FileChannel file = FileChannel.open(bodies.file());
                Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setTcpNoDelay(true);
            for (int body = next.getAndIncrement(); body < bodies.count(); body = next.getAndIncrement()) {
                byte[] head = head(bodies.length(body));
                System.arraycopy(head, 0, buffer, 0, head.length);
                read(file, ByteBuffer.wrap(buffer, head.length, bodies.length(body)), bodies.start(body));
                socket.getOutputStream().write(buffer, 0, head.length + bodies.length(body));
                await(socket.getInputStream(), answer);
            }
        }
    }

    private static void read(FileChannel file, ByteBuffer body, long start) throws IOException {
        long at = start;
        while (body.hasRemaining()) {
            at += file.read(body, at);
        }
    }

    private byte[] head(int length) {
        // Errors are not looked at, since of two versions of a document that are under way the newer may come first.
        return ("POST /" + index + "/_bulk?filter_path=errors HTTP/1.1\r\nHost: " + server.getHost() + ":"
                        + server.getPort() + "\r\nContent-Type: application/x-ndjson\r\nContent-Length: " + length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads one answer; it is short, so head and body are looked at together. */
    private static void await(InputStream in, byte[] answer) throws IOException {
        int length = 0;
        String text = "";
        while (!isWhole(text)) {
            int count = in.read(answer, length, answer.length - length);
            if (count < 0) {
                throw new EOFException("Elasticsearch closed the connection of the limit client");
            }
            length += count;
            text = new String(answer, 0, length, StandardCharsets.UTF_8);
        }
        if (!text.startsWith("HTTP/1.1 200") || !text.contains(ANSWERED)) {
            throw new IOException("Elasticsearch refused a bulk request of the limit client: "
                    + text.substring(0, Math.min(300, text.length())));
        }
    }

    private static boolean isWhole(String answer) {
        return answer.contains("chunked") ? answer.endsWith("\r\n0\r\n\r\n") : answer.endsWith("}");
    }
}
