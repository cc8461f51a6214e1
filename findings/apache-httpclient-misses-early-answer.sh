#!/usr/bin/env bash
# Apache HttpClient 5.6.1, classic: a server that answers 413 as soon as it has the head of a request, and closes without reading the body, is reported as
# "Broken pipe", as if it had died. java.net.http of JDK 17 and Elasticsearch's RestClient 8.19.5 (HttpAsyncClient 4.1.5) give the 413 for the same request.
# Search servers and proxies refuse a bulk request that is too large in this way. A writer on the classic client can't tell it from an outage: it sends the
# same request again for as long as it retries, where it should split it. The classic client writes the whole body before it reads.
# Seen 2026-11-30 on JDK 17.0.15, Linux: the lines under "expected" below, 20 requests of 20 MB each.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat > pom.xml <<'XML'
<project><modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>early</artifactId><version>1</version><dependencies>
<dependency><groupId>org.apache.httpcomponents.client5</groupId><artifactId>httpclient5</artifactId><version>5.6.1</version></dependency>
<dependency><groupId>org.elasticsearch.client</groupId><artifactId>elasticsearch-rest-client</artifactId><version>8.19.5</version></dependency>
</dependencies></project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy-dependencies -DoutputDirectory=lib
cat > Show.java <<'JAVA'
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.http.HttpHost;
import org.apache.http.entity.ByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;

/** Each client POSTs 20 MB; the server answers 413 once it has the head, and closes without reading the body. */
public class Show {
    private static final byte[] BODY = new byte[20_000_000];
    private static final int TIMES = 20;

    interface Client {
        int status(String address) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread accepting = new Thread(() -> serve(server));
        accepting.setDaemon(true);
        accepting.start();
        String address = "http://127.0.0.1:" + server.getLocalPort();
        print("java.net.http", Show::jdk, address);
        print("Apache HttpClient 5 classic", Show::apache, address);
        print("Elasticsearch RestClient", Show::rest, address);
        System.exit(0);
    }

    private static void print(String name, Client client, String address) {
        Map<String, Integer> seen = new TreeMap<>();
        for (int i = 0; i < TIMES; i++) {
            String end;
            try {
                end = Integer.toString(client.status(address));
            } catch (Exception e) {
                Throwable root = e;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                end = root.getClass().getSimpleName() + ": " + root.getMessage();
            }
            seen.merge(end, 1, Integer::sum);
        }
        System.out.println(name + " " + seen);
    }

    private static void serve(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                int ends = 0;
                for (int next = in.read(); next >= 0 && ends < 4; next = ends < 4 ? in.read() : next) {
                    ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
                }
                socket.getOutputStream().write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                socket.shutdownOutput();
                Thread.sleep(200);
            } catch (Exception e) {
                // the client has gone
            }
        }
    }

    private static int jdk(String address) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/_bulk"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(BODY)).build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static int apache(String address) throws Exception {
        try (CloseableHttpClient client = HttpClients.custom().disableAutomaticRetries().build()) {
            HttpPost post = new HttpPost(address + "/_bulk");
            post.setEntity(new org.apache.hc.core5.http.io.entity.ByteArrayEntity(BODY, ContentType.APPLICATION_JSON));
            return client.execute(post, response -> response.getCode());
        }
    }

    private static int rest(String address) throws Exception {
        try (RestClient client = RestClient.builder(HttpHost.create(address)).build()) {
            Request request = new Request("POST", "/_bulk");
            request.setEntity(new ByteArrayEntity(BODY, org.apache.http.entity.ContentType.APPLICATION_JSON));
            return client.performRequest(request).getStatusLine().getStatusCode();
        } catch (ResponseException e) {
            return e.getResponse().getStatusLine().getStatusCode();
        }
    }
}
JAVA
javac -cp 'lib/*' -d classes Show.java
java -cp 'classes:lib/*' Show 2>/dev/null | tee seen
cat > expected <<'TEXT'
java.net.http {413=20}
Apache HttpClient 5 classic {SocketException: Broken pipe=20}
Elasticsearch RestClient {413=20}
TEXT
diff expected seen && echo "As stated."
