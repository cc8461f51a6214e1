package io.headrace.search.client;

import io.headrace.search.failure.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response, read to its end.
 *
 * @param headers by lower-case name
 * @param body valid up to length, until the connection is used again
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record HttpResponse(int status, Map<String, String> headers, byte[] body, int length) {
    /** Null when there is no such header. */
    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The error that it holds; where there is none, as in a proxy's page, the status has to say it all. */
    public Refusal refusal() {
        return BulkResponse.refusal(this);
    }

    @Override
    public String toString() {
        return "status " + status + " with " + length + " bytes";
    }
}
