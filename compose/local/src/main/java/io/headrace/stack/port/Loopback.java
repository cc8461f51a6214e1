package io.headrace.stack.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** 127.0.0.1: the only address that the servers listen on. */
public final class Loopback {
    private static final byte[] ADDRESS = {127, 0, 0, 1};

    private static final int PATIENCE_MILLIS = 2_000;

    private Loopback() {}

    /** @throws IOException when nothing listens on the port */
    public static void requireListening(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address(port), PATIENCE_MILLIS);
        }
    }

    static InetSocketAddress address(int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ADDRESS), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }
}
