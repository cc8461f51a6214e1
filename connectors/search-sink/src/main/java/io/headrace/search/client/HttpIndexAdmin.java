package io.headrace.search.client;

import io.headrace.search.config.TargetSettings;
import io.headrace.search.document.JsonBuffer;
import io.headrace.search.failure.Refusal;
import io.headrace.search.index.IndexAdmin;
import io.headrace.search.index.IndexRefusedException;
import java.io.IOException;

/** Index administration over the connection of one sender thread. */
final class HttpIndexAdmin implements IndexAdmin {
    private final HttpClient http;
    private final byte[] creation;

    HttpIndexAdmin(HttpClient http, TargetSettings target) {
        this.http = http;
        this.creation = CreationBody.of(target);
    }

    @Override
    public boolean exists(String name) throws IOException {
        HttpAnswer answer =
                http.get("/" + PathSegments.encoded(name) + "?filter_path=*.aliases&ignore_unavailable=false");
        if (answer.status() == 200) {
            return true;
        }
        if (answer.status() == 404) {
            return false;
        }
        throw refused("looking for " + name, answer);
    }

    @Override
    public void create(String name) throws IOException {
        JsonBuffer body = new JsonBuffer(creation.length).raw(creation);
        HttpAnswer answer = http.put("/" + PathSegments.encoded(name), body);
        if (answer.status() != 200 && !exists(name)) {
            throw refused("creating index " + name, answer);
        }
    }

    /** Passing troubles are tried again like any request; the rest waits for somebody to look. */
    private static IndexRefusedException refused(String doing, HttpAnswer answer) throws IOException {
        Refusal refusal = BulkAnswer.refusal(answer);
        String what = doing + " was answered with status " + refusal.status() + " " + refusal.type();
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new IOException(what);
        }
        return new IndexRefusedException(what + ": " + refusal.cutReason());
    }
}
