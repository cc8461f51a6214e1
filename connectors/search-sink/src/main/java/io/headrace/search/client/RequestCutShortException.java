package io.headrace.search.client;

import java.io.IOException;

/**
 * The connection ended while the request was being written, and no answer could be read. So does a server end it that
 * finds the request too large and does not wait for the rest.
 */
final class RequestCutShortException extends IOException {
    RequestCutShortException(int written, int count, IOException cause) {
        super(
                "the connection ended after about " + written + " of " + count + " bytes were written ("
                        + cause.getMessage()
                        + "); if the server takes no requests of that size, lower bulk.size.bytes or"
                        + " raise http.max_content_length",
                cause);
    }

    static boolean isBehind(IOException failure) {
        return failure instanceof RequestCutShortException || failure.getCause() instanceof RequestCutShortException;
    }
}
