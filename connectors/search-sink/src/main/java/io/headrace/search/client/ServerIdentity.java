package io.headrace.search.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which product and version the server is: asked once per task, and logged if it is unexpected. Any thread. */
final class ServerIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(ServerIdentity.class);

    private final AtomicBoolean done = new AtomicBoolean();
    private volatile boolean isElasticsearch;

    /** Does nothing when another client has done it. A server that won't tell is written to all the same. */
    void detect(HttpClient http) throws IOException {
        if (done.get() || !done.compareAndSet(false, true)) {
            return;
        }
        try {
            ServerVersion version = ServerVersion.of(http.get("/"));
            if (version.isNewerThanKnown()) {
                LOG.warn("The server is {}, which is newer than this sink knows. It will most likely work.", version);
            } else if (version.isTooOld()) {
                LOG.warn("The server is {}, which is older than this sink was tested with. Upgrade it.", version);
            } else if (version.isKnown()) {
                LOG.info("Writing to {}", version);
            }
        } catch (IOException | RuntimeException e) {
            done.set(false);
            throw e instanceof IOException io ? io : new IOException("the answer to GET / could not be understood", e);
        }
    }

    /** Elasticsearch names itself in each answer. */
    void observe(HttpResponse answer) {
        boolean names = answer.header("x-elastic-product") != null;
        if (names != isElasticsearch) {
            isElasticsearch = names;
        }
    }

    /** By the last answer, whichever client got it. */
    boolean isElasticsearch() {
        return isElasticsearch;
    }
}
