package io.headrace.search.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response, read to its end.
 *
 * @param headers by lower-case name
 * @param body valid up to length, until the connection is used again
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record HttpAnswer(int status, Map<String, String> headers, byte[] body, int length) {
    @Nullable
    String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    @Override
    public String toString() {
        return "status " + status + " with " + length + " bytes";
    }
}
