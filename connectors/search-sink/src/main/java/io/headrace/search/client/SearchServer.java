package io.headrace.search.client;

import io.headrace.search.bulk.BulkClient;
import io.headrace.search.config.ConnectionSettings;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.TargetSettings;
import io.headrace.search.config.TargetSettings.ResourceType;
import io.headrace.search.index.SchemaMappings;
import io.headrace.search.index.TargetEnsuringClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The cluster as a task sees it: hands out clients that share its addresses and its TLS. Opens no connection itself. */
public final class SearchServer {
    private final SinkSettings sink;
    private final ConnectionSettings settings;
    private final NodeRotation nodes;
    private final NodeConnector connector;
    private final ServerIdentity identity = new ServerIdentity();
    private final SchemaMappings mappings;
    private final Map<String, Long> knownTargets = new ConcurrentHashMap<>();

    public SearchServer(SinkSettings sink) {
        this.sink = sink;
        this.settings = sink.connection();
        this.mappings = new SchemaMappings(sink);
        this.nodes = new NodeRotation(settings.urls());
        this.connector = NodeConnector.of(settings);
    }

    /** A client for one sender thread. */
    public BulkClient bulkClient() {
        HttpClient http = new HttpClient(settings, nodes, connector);
        BulkClient client = new HttpBulkClient(http, sink, identity);
        TargetSettings target = sink.target();
        // A data stream comes into being by its template, with its first document.
        return target.resourceType() == ResourceType.DATA_STREAM
                ? client
                : TargetEnsuringClient.wrap(client, new HttpIndexAdmin(http, target), sink, knownTargets, mappings);
    }
}
