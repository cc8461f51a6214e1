package io.headrace.search.client;

import io.headrace.search.bulk.BulkClient;
import io.headrace.search.bulk.BulkOperation;
import io.headrace.search.bulk.BulkResult;
import io.headrace.search.config.BulkSettings.Refresh;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.config.TargetSettings;
import io.headrace.search.config.TargetSettings.ResourceType;
import io.headrace.search.document.DocumentChange.Address;
import io.headrace.search.document.ItemKind;
import io.headrace.search.failure.Refusal;
import io.headrace.search.json.JsonBuffer;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bulk requests over HTTP. Used by one sender thread; {@link #abort} is for others. */
final class HttpBulkClient implements BulkClient {
    private static final int TOO_LARGE = 413;
    private static final long LONGEST_RETRY_AFTER_SECONDS = 60;

    private final HttpClient http;
    private final ServerIdentity identity;
    private final DocumentStateReader states;
    private final BulkBody body;
    private final boolean requiresAlias;

    /** Then nothing is written over by itself for a refresh: its document may have been removed with the same version. */
    private final boolean documentsMove;

    private final String path;
    private final String pathWithRefresh;

    /** @param identity run before the first request */
    HttpBulkClient(HttpClient http, SinkSettings settings, ServerIdentity identity) {
        this.identity = identity;
        this.http = http;
        this.states = new DocumentStateReader(http);
        this.body = new BulkBody(settings.identity().equalOverwrites());
        TargetSettings target = settings.target();
        this.documentsMove = settings.documentsMove();
        this.requiresAlias = target.resourceType() == ResourceType.ALIAS;
        String always = "/_bulk?filter_path=" + BulkResponse.FILTER
                + (requiresAlias ? "&require_alias=true" : "")
                + (target.pipeline() == null ? "" : "&pipeline=" + PathSegments.encoded(target.pipeline()));
        this.path = settings.bulk().refresh() == Refresh.WAIT_FOR ? always + "&refresh=wait_for" : always;
        this.pathWithRefresh = always + "&refresh=true";
    }

    @Override
    public BulkResult send(List<BulkOperation> operations, boolean refresh) {
        try {
            identity.detect(http);
            JsonBuffer lines =
                    body.write(operations, states.ofUncertain(operations), documentsMove || identity.isElasticsearch());
            Collection<Address> guards = requiresAlias ? AliasGuard.needed(operations) : List.of();
            guards.forEach(body::updateNothing);
            HttpResponse answer = http.request(
                    "POST", refresh ? pathWithRefresh : path, "application/x-ndjson", lines, areRepeatable(operations));
            if (answer.status() == 200) {
                identity.observe(answer);
                return BulkResponse.items(answer, operations.size(), guards.size());
            }
            return new BulkResult.Refused(refusal(answer, lines), retryAfterMillis(answer.header("retry-after")));
        } catch (IOException e) {
            return new BulkResult.Unanswered(String.valueOf(e.getMessage()), RequestCutShortException.isBehind(e));
        }
    }

    /** Servers refuse what is too large without a word, or a proxy does with a page. */
    private static Refusal refusal(HttpResponse answer, JsonBuffer lines) {
        Refusal said = BulkResponse.refusal(answer);
        if (said.status() != TOO_LARGE || !said.reason().isEmpty()) {
            return said;
        }
        return new Refusal(
                TOO_LARGE,
                "content_too_long",
                "The server, or a proxy before it, takes no request of " + lines.length()
                        + " bytes. Raise http.max_content_length (or the proxy's limit), or set document.max.bytes below it"
                        + " or leave fields out with fields.exclude");
    }

    /** Partial updates, and the deletions among them, have no version that makes a second time harmless. */
    private static boolean areRepeatable(List<BulkOperation> operations) {
        for (BulkOperation operation : operations) {
            ItemKind kind = operation.write().kind();
            if (!operation.write().isVersioned() && (kind == ItemKind.UPSERT || kind == ItemKind.DELETE)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long versionOf(Address address) {
        return states.versionOf(address);
    }

    private static long retryAfterMillis(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,6}")) {
            return 0;
        }
        return Math.min(LONGEST_RETRY_AFTER_SECONDS, Long.parseLong(header)) * 1_000;
    }

    @Override
    public void abort() {
        http.abort();
    }

    @Override
    public void close() {
        http.close();
    }
}
