package io.headrace.search.bulk;

import io.headrace.search.document.DocumentChange.Address;
import java.util.List;

/**
 * Sends bulk requests, one at a time. Each sender thread has its own; {@link #abort} is for other threads.
 */
public interface BulkClient extends AutoCloseable {
    /**
     * Sends the operations and blocks until they are answered. Never throws for what the server or the network does.
     *
     * @param refresh whether the server is to make the written documents visible before it answers
     */
    BulkResult send(List<BulkOperation> operations, boolean refresh);

    /**
     * Asks which version a document has.
     *
     * @return negative when that can't be known: there is none, it is deleted, or the server doesn't answer
     */
    long versionOf(Address address);

    /** Ends a running {@link #send} and refuses later ones, so that nothing more reaches the server. */
    void abort();

    /** Gives up the connection. */
    @Override
    void close();
}
