package io.headrace.console.cli;

import com.sun.net.httpserver.HttpServer;
import io.headrace.console.server.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Publishes metrics text: at {@code /metrics} on a loopback port, in a file, in both, or nowhere. */
final class MetricsOutlet implements AutoCloseable {

    private final Supplier<String> text;
    private final @Nullable Path file;
    private final @Nullable HttpServer server;

    private MetricsOutlet(Supplier<String> text, @Nullable Path file, @Nullable HttpServer server) {
        this.text = text;
        this.file = file;
        this.server = server;
    }

    /**
     * @param port a free port of this machine, 0 for any, or null for none
     * @param file replaced atomically by each {@link #write}, or null for none
     * @throws Problem if the port is in use
     */
    static MetricsOutlet open(@Nullable Integer port, @Nullable Path file, Supplier<String> text) {
        HttpServer server = null;
        if (port != null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (IOException e) {
                throw new Problem(
                        Problem.Kind.FAILED,
                        "Port " + port + " of this machine is in use: choose another with --metrics-port.",
                        e);
            }
            server.createContext("/metrics", exchange -> {
                byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }
        return new MetricsOutlet(text, file, server);
    }

    /** The address to read from, or empty without a port. */
    String address() {
        return server == null ? "" : "http://127.0.0.1:" + server.getAddress().getPort() + "/metrics";
    }

    /** Brings the file up to date. */
    void write() {
        Path target = file;
        if (target == null) {
            return;
        }
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try {
            Files.writeString(beside, text.get());
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Problem(
                    Problem.Kind.FAILED, "The metrics can't be written to " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
