package io.headrace.search;

import java.net.URI;

/** A real server in a process of its own. Used by the test's thread. */
interface RunningServer extends AutoCloseable {
    /** What every server is started with: less than some of the tests send, and enough for a row of the largest size. */
    String SMALL_REQUESTS = "http.max_content_length=22mb";

    URI url();

    /** Ends it without a chance to say goodbye; its data stays. */
    void kill();

    /** Starts it, at the same address as before, and returns when it answers. */
    void start();

    @Override
    void close();
}
