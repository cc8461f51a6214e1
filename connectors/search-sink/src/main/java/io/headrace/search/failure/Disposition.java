package io.headrace.search.failure;

/** What is to be done about the answer to one bulk item or one whole request. */
public enum Disposition {
    /** The document is as the record wants it. */
    DONE,
    /** The document is newer than the record: as good as done, and counted. */
    STALE,
    /** The environment's fault, and it passes: send again, after a while. */
    RETRY,
    /** Too much or too mixed for one request: send its halves. */
    SPLIT,
    /** The record's fault: it will never be accepted. */
    REPORT,
    /** The target is not as it has to be (missing index, alias or pipeline): no record can help it. */
    TARGET,
    /** The user's credentials or rights: only a person can help it. */
    STOP
}
