package io.headrace.search.client;

import io.headrace.search.config.ConnectionSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections to nodes: plain, through a proxy, and with TLS as Kafka's ssl.* settings say. Any thread. */
final class NodeConnector {
    private final ConnectionSettings settings;
    private final @Nullable SSLContext tls;
    private final Supplier<Socket> sockets;

    private NodeConnector(ConnectionSettings settings, @Nullable SSLContext tls, Supplier<Socket> sockets) {
        this.settings = settings;
        this.tls = tls;
        this.sockets = sockets;
    }

    /** Reads key and trust stores; fails with Kafka's exception when one can't be read. */
    static NodeConnector of(ConnectionSettings settings) {
        return of(settings, Socket::new);
    }

    /** @param sockets not yet connected */
    static NodeConnector of(ConnectionSettings settings, Supplier<Socket> sockets) {
        boolean anyTls = settings.urls().stream().anyMatch(url -> "https".equals(url.getScheme()));
        return new NodeConnector(settings, anyTls ? context(settings.tls()) : null, sockets);
    }

    private static SSLContext context(Map<String, Object> configured) {
        Map<String, Object> complete = new HashMap<>();
        complete.put(SslConfigs.SSL_PROTOCOL_CONFIG, SslConfigs.DEFAULT_SSL_PROTOCOL);
        complete.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, SslConfigs.DEFAULT_SSL_KEYSTORE_TYPE);
        complete.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, SslConfigs.DEFAULT_SSL_TRUSTSTORE_TYPE);
        complete.put(SslConfigs.SSL_KEYMANAGER_ALGORITHM_CONFIG, SslConfigs.DEFAULT_SSL_KEYMANGER_ALGORITHM);
        complete.put(SslConfigs.SSL_TRUSTMANAGER_ALGORITHM_CONFIG, SslConfigs.DEFAULT_SSL_TRUSTMANAGER_ALGORITHM);
        complete.putAll(configured);
        try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
            factory.configure(complete);
            return factory.sslContext();
        }
    }

    /**
     * @param opening is given each socket before it connects, so that another thread can close it
     */
    HttpConnection open(Node node, Consumer<Socket> opening) throws IOException {
        Socket socket = sockets.get();
        opening.accept(socket);
        try {
            socket.setTcpNoDelay(true);
            ConnectionSettings.Proxy proxy = settings.proxy();
            String host = proxy == null ? node.host() : proxy.host();
            int port = proxy == null ? node.port() : proxy.port();
            socket.connect(new InetSocketAddress(resolve(host), port), settings.connectTimeoutMillis());
            socket.setSoTimeout(settings.readTimeoutMillis());
            if (proxy != null) {
                ProxyTunnel.open(socket, node, proxy);
            }
            return new HttpConnection(node.isTls() ? secured(socket, node) : socket);
        } catch (IOException | RuntimeException e) {
            HttpConnection.closeQuietly(socket);
            throw e;
        }
    }

    private static InetAddress resolve(String host) throws UnknownHostException {
        return InetAddress.getByName(host);
    }

    /** Who ends the connection closes the socket beneath: to close this one waits for a write that is under way. */
    private Socket secured(Socket socket, Node node) throws IOException {
        SSLContext context = java.util.Objects.requireNonNull(tls, "an https node without TLS context");
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, node.host(), node.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        Object verification = settings.tls()
                .getOrDefault(
                        SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG,
                        SslConfigs.DEFAULT_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM);
        parameters.setEndpointIdentificationAlgorithm(
                String.valueOf(verification).isEmpty() ? null : String.valueOf(verification));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }
}
