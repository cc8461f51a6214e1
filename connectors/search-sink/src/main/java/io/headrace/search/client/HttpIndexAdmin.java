package io.headrace.search.client;

import io.headrace.search.config.TargetSettings;
import io.headrace.search.failure.Refusal;
import io.headrace.search.index.IndexAdmin;
import io.headrace.search.index.IndexRefusedException;
import io.headrace.search.json.JsonBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Index administration over the connection of one sender thread. */
final class HttpIndexAdmin implements IndexAdmin {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final HttpClient http;
    private final TargetSettings target;

    HttpIndexAdmin(HttpClient http, TargetSettings target) {
        this.http = http;
        this.target = target;
    }

    @Override
    public int indices(String name) throws IOException {
        HttpResponse answer =
                http.get("/" + PathSegments.encoded(name) + "?filter_path=*.aliases&ignore_unavailable=false");
        if (answer.status() == OK) {
            return IndexCount.of(answer);
        }
        if (answer.status() == 404) {
            return 0;
        }
        throw refused("looking for " + name, BulkResponse.refusal(answer));
    }

    @Override
    public void create(String name, @Nullable String mappings) throws IOException {
        String refusal = create(name, mappings, false);
        if (refusal != null) {
            throw new IndexRefusedException(refusal);
        }
    }

    @Override
    public @Nullable String tryCreate(String name, String mappings) throws IOException {
        return create(name, mappings, true);
    }

    /** Returns a reason only when the server calls the request wrong. */
    private @Nullable String create(String name, @Nullable String mappings, boolean mayBeWrong) throws IOException {
        JsonBuffer body = IndexCreationBody.of(target, mappings);
        HttpResponse answer = http.put("/" + PathSegments.encoded(name), body);
        if (answer.status() == OK) {
            return null;
        }
        Refusal refusal = BulkResponse.refusal(answer);
        if (indices(name) > 0) {
            return null;
        }
        if (mayBeWrong && refusal.status() == BAD_REQUEST) {
            return refusal.cutReason();
        }
        throw refused("creating index " + name, refusal);
    }

    @Override
    public @Nullable String tryEvolve(String name, String mappings) throws IOException {
        JsonBuffer body = new JsonBuffer(mappings.length()).raw(mappings.getBytes(StandardCharsets.UTF_8));
        HttpResponse answer = http.put("/" + PathSegments.encoded(name) + "/_mapping", body);
        if (answer.status() == OK) {
            return null;
        }
        Refusal refusal = BulkResponse.refusal(answer);
        if (refusal.status() == BAD_REQUEST) {
            return refusal.cutReason();
        }
        throw refused("adding fields to " + name, refusal);
    }

    /** Passing troubles are tried again like any request; the rest waits for somebody to look. */
    private static IndexRefusedException refused(String doing, Refusal refusal) throws IOException {
        String what = doing + " was answered with status " + refusal.status() + " " + refusal.type();
        if (refusal.status() == 429 || refusal.status() >= 500) {
            throw new IOException(what);
        }
        return new IndexRefusedException(what + ": " + refusal.cutReason(), refusal);
    }
}
