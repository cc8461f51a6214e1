package io.headrace.search.fault;

import io.headrace.search.fault.FaultServer.Request;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection. A single thread reads from it, without a pause, so that its end is noticed also while a request
 * is being answered: threads that take turns at reading can wait for each other.
 */
final class Connection {
    /** So long it may take on a busy machine to notice that a client has closed its connection. */
    private static final int NOTICE_MILLIS = 50;

    /** Decides on a request by the length of its content, before that is read. */
    @FunctionalInterface
    interface Doorkeeper {
        boolean admits(Connection connection, int length) throws IOException;
    }

    private final Socket socket;
    private final Doorkeeper doorkeeper;
    private final InputStream in;
    private final CountDownLatch ended = new CountDownLatch(1);

    Connection(Socket socket, Doorkeeper doorkeeper) throws IOException {
        this.socket = socket;
        this.doorkeeper = doorkeeper;
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
    }

    /** For the one thread that reads: the next request, or null when the client has gone or has ceased to speak HTTP. */
    @Nullable
    Request read() {
        try {
            return Wire.read(in, this::admits);
        } catch (IOException | IndexOutOfBoundsException end) {
            close();
            ended.countDown();
            return null;
        }
    }

    private boolean admits(int length, boolean asks) throws IOException {
        if (!doorkeeper.admits(this, length)) {
            return false;
        }
        if (asks) {
            socket.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
        return true;
    }

    /** Any thread. */
    void send(int status, String body) throws IOException {
        send(status, "", body);
    }

    void send(int status, String headers, String body) throws IOException {
        Wire.send(socket, status, headers, body);
    }

    /** An answer that ends in its middle. Any thread. */
    void tear(String body) throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + body.substring(0, body.length() / 2)).getBytes(StandardCharsets.UTF_8));
        close();
    }

    /** The client sees a reset, not an orderly end. Any thread. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is gone already.
        }
        close();
    }

    /** Whether the client still waits: what it has given up may be answered whenever we come to it. Any thread. */
    boolean isOpen() {
        return !endsWithin(NOTICE_MILLIS);
    }

    /** Says nothing until the client gives up, or for as long as this at most, unless it is zero; then closes. */
    void beSilent(int mostMillis) {
        endsWithin(mostMillis == 0 ? Integer.MAX_VALUE : mostMillis);
        close();
    }

    private boolean endsWithin(int millis) {
        try {
            return ended.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
