package io.headrace.search.client;

import io.headrace.search.config.ConnectionSettings.Proxy;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Asks an HTTP proxy for a tunnel to a node. Stateless. */
final class ProxyTunnel {
    private static final int LONGEST_ANSWER = 16 * 1024;

    private ProxyTunnel() {}

    static void open(Socket socket, Node node, Proxy proxy) throws IOException {
        String target = node.host() + ":" + node.port();
        StringBuilder request = new StringBuilder("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n");
        if (proxy.username() != null) {
            String password = proxy.password() == null ? "" : proxy.password().value();
            byte[] pair = (proxy.username() + ":" + password).getBytes(StandardCharsets.UTF_8);
            request.append("Proxy-Authorization: Basic ")
                    .append(Base64.getEncoder().encodeToString(pair))
                    .append("\r\n");
        }
        request.append("\r\n");
        socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
        String answer = readHead(socket);
        if (answer.length() < 12 || answer.charAt(9) != '2') {
            String status = answer.length() < 12 ? "nothing" : answer.substring(9, 12);
            throw new ProtocolException("the proxy answered " + status + " when asked for a tunnel");
        }
    }

    /** Byte by byte, since what follows the empty line belongs to the node. */
    private static String readHead(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0 && head.length() < LONGEST_ANSWER) {
            int b = socket.getInputStream().read();
            if (b < 0) {
                break;
            }
            head.append((char) b);
        }
        return head.toString();
    }
}
