package io.headrace.search.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP proxy that opens tunnels for those who prove who they are. */
public final class ProxyServer implements AutoCloseable {
    private final ServerSocket listening;
    private final String authorization;
    private final AtomicInteger tunnels = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    /** @param authorization what Proxy-Authorization has to hold */
    public ProxyServer(String authorization) {
        this.authorization = authorization;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many tunnels were opened. */
    public int tunnels() {
        return tunnels.get();
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "proxy-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                sockets.add(client);
                start(() -> serve(client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try {
            FaultServer.Request request = Wire.read(client.getInputStream(), (length, asks) -> true);
            if (!authorization.equals(request.headers().get("proxy-authorization"))) {
                client.getOutputStream()
                        .write("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                client.close();
                return;
            }
            // Whatever the host's name, it is this machine.
            int colon = request.path().indexOf(':');
            Socket server = new Socket(
                    InetAddress.getLoopbackAddress(),
                    Integer.parseInt(request.path().substring(colon + 1)));
            sockets.add(server);
            tunnels.incrementAndGet();
            client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            start(() -> copy(server, client));
            copy(client, server);
        } catch (IOException gone) {
            // One of both sides has gone away.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // One of both sides has gone away.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
