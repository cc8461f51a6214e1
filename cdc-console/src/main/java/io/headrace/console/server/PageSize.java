package io.headrace.console.server;

/**
 * How many documents a page should have, told by how long the ones before were: as many as possible, for each page waits for
 * its turn at two servers, and few enough for a small heap. For one thread.
 */
final class PageSize {

    /** Far below the 10,000 that a search may answer with. */
    private static final int MOST = 5_000;
    /** JSON of this length takes some eight times as much as nodes, and six pages are in memory. */
    private static final int BYTES = 2 * 1024 * 1024;

    private int size = 100;

    int next() {
        return size;
    }

    /** @param documents how many the page had; nothing is learnt from one that had none */
    void was(int documents, int bytes) {
        if (documents > 0) {
            long fitting = (long) BYTES * documents / Math.max(1, bytes);
            size = (int) Math.max(1, Math.min(Math.min(MOST, fitting), 4L * size));
        }
    }
}
