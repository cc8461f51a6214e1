package io.headrace.search.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.search.fault.SearchStore.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server with the few calls that the sink makes, a {@link SearchStore} behind it, and faults on demand. Also
 * watches what no fault excuses: two requests at a time that hold the same document.
 */
public final class FaultServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration SLOWNESS = Duration.ofMillis(5);

    private final SearchStore store = new SearchStore();
    private final String scheme;
    private final ServerSocket listening;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final Map<String, Connection> busyDocuments = new ConcurrentHashMap<>();
    private final Queue<String> overlaps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger bulks = new AtomicInteger();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Queue<String> trespasses = new ConcurrentLinkedQueue<>();
    private final Map<String, String> descriptions = new ConcurrentHashMap<>();
    private volatile Supplier<Fault> faults = () -> Fault.NONE;
    private volatile int rootStatus = 200;
    private volatile String rootBody = "{\"version\":{\"number\":\"8.19.21\"}}";
    private volatile String productHeader = "";
    private volatile int silenceMillis;
    private volatile @Nullable String refusedInMappings;
    private volatile int mostBytes = Integer.MAX_VALUE;
    private volatile boolean saysTooLarge;
    private volatile boolean closed;

    /** One request as it came. */
    public record Request(String method, String path, Map<String, String> headers, String body) {}

    public FaultServer() {
        this(null);
    }

    /** @param tls what the server proves itself with; null for plain HTTP */
    public FaultServer(@Nullable SSLContext tls) {
        scheme = tls == null ? "http" : "https";
        try {
            ServerSocketFactory sockets = tls == null ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory();
            listening = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept, "fault-server");
    }

    public SearchStore store() {
        return store;
    }

    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort());
    }

    /** Asked once per bulk request, by any thread. */
    public void faults(Supplier<Fault> next) {
        faults = next;
    }

    /** After how long a silent connection is closed; zero waits until the client gives up. */
    public void silence(Duration duration) {
        silenceMillis = Math.toIntExact(duration.toMillis());
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public int bulks() {
        return bulks.get();
    }

    /** Documents that two requests held at one time. */
    public List<String> overlaps() {
        return List.copyOf(overlaps);
    }

    /**
     * From now on longer requests are not read: their connection ends while they are written.
     *
     * @param says whether the server answers with 413 before that, else it just resets the connection
     */
    public void mostBytes(int length, boolean says) {
        mostBytes = length;
        saysTooLarge = says;
    }

    private boolean admits(Connection connection, int length) throws IOException {
        boolean admitted = length <= mostBytes;
        if (!admitted && saysTooLarge) {
            connection.send(413, "Connection: close\r\n", "");
        }
        if (!admitted) {
            connection.reset();
        }
        return admitted;
    }

    /** From now on a get of this path is answered so. */
    public void describe(String path, String body) {
        descriptions.put(path, body);
    }

    /** From now on mappings that hold this word are refused. */
    public void refuseInMappings(String word) {
        refusedInMappings = word;
    }

    /** Puts a document of a version there as if somebody had written it. */
    public void plant(String index, String id, long version) {
        store.create(index);
        store.apply(
                "index",
                JSON.createObjectNode()
                        .put("_index", index)
                        .put("_id", id)
                        .put("version", version)
                        .put("version_type", "external"),
                "{}");
    }

    /** What GET / is answered with. */
    public void rootStatus(int status) {
        rootStatus = status;
    }

    public void rootBody(String body) {
        rootBody = body;
    }

    /** Names the product in a header, as Elasticsearch does in each answer but those about credentials and rights. */
    public void product(String product) {
        productHeader = "X-elastic-product: " + product + "\r\n";
    }

    /** From now on no request may hold a document whose id starts so. */
    public void forbid(String idPrefix) {
        forbidden.add(idPrefix);
    }

    public void allow(String idPrefix) {
        forbidden.remove(idPrefix);
    }

    /** Documents that came although they were forbidden. */
    public List<String> trespasses() {
        return List.copyOf(trespasses);
    }

    private static void start(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!closed) {
            try {
                Connection connection = new Connection(listening.accept(), this::admits);
                connections.add(connection);
                start(() -> serve(connection), "fault-server-connection");
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Reads on while a request is answered, which is how the end of the connection is noticed. */
    private void serve(Connection connection) {
        try {
            for (Request request = connection.read(); request != null && !closed; request = connection.read()) {
                Request next = request;
                start(() -> answerOrEnd(connection, next), "fault-server-answer");
            }
        } finally {
            connections.remove(connection);
        }
    }

    private void answerOrEnd(Connection connection, Request request) {
        try {
            answer(connection, request);
        } catch (IOException | IndexOutOfBoundsException end) {
            // The client went away, or we reset it, or it spoke something else than HTTP.
            connection.close();
        }
    }

    private void answer(Connection connection, Request request) throws IOException {
        requests.add(request);
        String path = request.path().replaceAll("\\?.*", "");
        if (path.equals("/_bulk")) {
            bulk(connection, request);
        } else if (path.equals("/")) {
            connection.send(rootStatus, productHeader, rootBody);
        } else if (path.equals("/_mget")) {
            connection.send(200, documents(request.body()));
        } else if (path.contains("/_doc/")) {
            String[] parts = path.split("/");
            String document = store.metadata(parts[1], parts[3], routing(request.path()));
            connection.send(document.endsWith("false}") ? 404 : 200, document);
        } else if (request.method().equals("PUT")) {
            put(connection, path, request.body());
        } else if (descriptions.containsKey(path)) {
            connection.send(200, descriptions.get(path));
        } else {
            boolean there = store.exists(path.substring(1));
            connection.send(there ? 200 : 404, there ? "{}" : "{\"error\":{\"type\":\"index_not_found_exception\"}}");
        }
    }

    private static @Nullable String routing(String path) {
        int at = path.indexOf("routing=");
        return at < 0 ? null : path.substring(at + "routing=".length()).replaceAll("&.*", "");
    }

    private String documents(String body) throws IOException {
        List<String> documents = new ArrayList<>();
        JSON.readTree(body)
                .path("docs")
                .forEach(wanted -> documents.add(store.metadata(
                        wanted.path("_index").asText(),
                        wanted.path("_id").asText(),
                        wanted.path("routing").textValue())));
        return "{\"docs\":[" + String.join(",", documents) + "]}";
    }

    /** Creates an index, or adds fields to it; mappings that hold the word that is refused are wrong. */
    private void put(Connection connection, String path, String body) throws IOException {
        String word = refusedInMappings;
        if (word != null && body.contains(word)) {
            connection.send(400, error("mapper_parsing_exception"));
            return;
        }
        if (!path.endsWith("/_mapping")) {
            store.create(path.substring(1));
        }
        connection.send(200, "{\"acknowledged\":true}");
    }

    private void bulk(Connection connection, Request request) throws IOException {
        bulks.incrementAndGet();
        List<String> held = new ArrayList<>();
        try {
            bulk(connection, request, faults.get(), held);
        } finally {
            held.forEach(busyDocuments::remove);
        }
    }

    private void bulk(Connection connection, Request request, Fault fault, List<String> held) throws IOException {
        List<String> items = new ArrayList<>();
        if (!fault.doesNothing()) {
            apply(connection, request.body(), fault, items, held);
        }
        if (fault == Fault.SLOW) {
            LockSupport.parkNanos(SLOWNESS.toNanos());
        }
        if (fault != Fault.SILENCE_AFTER) {
            // Before the answer: with it the client may send the next request for the same documents.
            held.forEach(busyDocuments::remove);
            held.clear();
        }
        boolean errors = items.stream().anyMatch(item -> item.contains("\"error\""));
        String answer = "{\"errors\":" + errors + ",\"items\":[" + String.join(",", items) + "]}";
        switch (fault) {
            case BUSY -> connection.send(429, error("es_rejected_execution_exception"));
            case UNAVAILABLE -> connection.send(503, error("cluster_block_exception"));
            case BAD_GATEWAY -> connection.send(502, "<html>Bad Gateway</html>");
            case TOO_LARGE ->
                connection.send(request.body().lines().count() > 2 ? 413 : 200, single(connection, request, held));
            case RESET_BEFORE, RESET_AFTER -> connection.reset();
            case TORN -> connection.tear(answer);
            case WRONG_JSON -> connection.send(200, answer.substring(0, answer.length() / 2));
            case SILENCE_BEFORE, SILENCE_AFTER -> connection.beSilent(silenceMillis);
            default -> connection.send(200, productHeader, answer);
        }
    }

    /** A request of one record is small enough after all. */
    private String single(Connection connection, Request request, List<String> held) throws IOException {
        if (request.body().lines().count() > 2) {
            return error("content_too_long");
        }
        List<String> items = new ArrayList<>();
        apply(connection, request.body(), Fault.NONE, items, held);
        held.forEach(busyDocuments::remove);
        return "{\"errors\":" + items.get(0).contains("\"error\"") + ",\"items\":" + items + "}";
    }

    private void apply(Connection connection, String body, Fault fault, List<String> items, List<String> held)
            throws IOException {
        String[] lines = body.split("\n", -1);
        for (int i = 0; i + 1 < lines.length; i++) {
            Map.Entry<String, JsonNode> action =
                    JSON.readTree(lines[i]).properties().iterator().next();
            JsonNode meta = action.getValue();
            String source = action.getKey().equals("delete") ? null : lines[++i];
            String id = meta.path("_id").asText();
            if (forbidden.stream().anyMatch(id::startsWith) && connection.isOpen()) {
                trespasses.add(id);
            }
            hold(store.resolve(meta.path("_index").asText()) + "/" + id, connection, held);
            items.add(item(action.getKey(), outcome(fault, items.size(), action.getKey(), meta, source)));
        }
    }

    private void hold(String document, Connection connection, List<String> held) {
        Connection other = busyDocuments.putIfAbsent(document, connection);
        if (other == null) {
            held.add(document);
        } else if (other != connection && other.isOpen() && connection.isOpen()) {
            overlaps.add(document);
        }
    }

    private Outcome outcome(Fault fault, int position, String action, JsonNode meta, String source) {
        if (position % 3 == 0 && fault == Fault.SOME_ITEMS_BUSY) {
            return new Outcome(429, "es_rejected_execution_exception", "rejected");
        }
        if (position % 3 == 0 && fault == Fault.SOME_ITEMS_UNAVAILABLE) {
            return new Outcome(503, "unavailable_shards_exception", "primary shard is not active");
        }
        return store.apply(action, meta, source);
    }

    private static String item(String action, Outcome outcome) {
        String error = outcome.failed()
                ? ",\"error\":{\"type\":\"" + outcome.type() + "\",\"reason\":\"" + outcome.reason() + "\"}"
                : "";
        return "{\"" + action + "\":{\"status\":" + outcome.status() + error + "}}";
    }

    private static String error(String type) {
        return "{\"error\":{\"type\":\"" + type + "\",\"reason\":\"as was asked for\"}}";
    }

    /** Drops every connection, as a server does that is killed. */
    public void dropConnections() {
        connections.forEach(Connection::reset);
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            dropConnections();
        }
    }
}
