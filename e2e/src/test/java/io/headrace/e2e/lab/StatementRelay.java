package io.headrace.e2e.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands on what clients say to MySQL and what it answers, without TLS, and does something once before it hands on the first
 * statement that contains some text.
 */
final class StatementRelay implements AutoCloseable {

    /** What happens before the statement; it is kept from MySQL if this does not say to hand it on. */
    interface Before {
        boolean isHandedOn() throws Exception;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isDone = new AtomicBoolean();
    private final int mysqlPort;
    private final String text;
    private final Before before;

    StatementRelay(int mysqlPort, String text, Before before) throws IOException {
        this.mysqlPort = mysqlPort;
        this.text = text;
        this.before = before;
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    boolean isDone() {
        return isDone.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket mysql = new Socket(InetAddress.getLoopbackAddress(), mysqlPort);
            sockets.addAll(List.of(client, mysql));
            start(() -> copy(client, mysql, true));
            start(() -> copy(mysql, client, false));
        }
    }

    private void copy(Socket from, Socket to, boolean isClient) throws Exception {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[65_536];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            boolean isTheOne = isClient && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(text);
            if (!isTheOne || !isDone.compareAndSet(false, true) || before.isHandedOn()) {
                out.write(buffer, 0, read);
            }
        }
        to.shutdownOutput();
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void start(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception closed) {
                // one side has gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
