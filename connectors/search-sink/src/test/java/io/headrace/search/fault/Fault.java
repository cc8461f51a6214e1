package io.headrace.search.fault;

/** What goes wrong with one request. */
public enum Fault {
    NONE,
    /** Every third item, by its position, is rejected because the server is busy; the others are done. */
    SOME_ITEMS_BUSY,
    /** Every third item is refused because its shard is away; the others are done. */
    SOME_ITEMS_UNAVAILABLE,
    BUSY,
    UNAVAILABLE,
    BAD_GATEWAY,
    TOO_LARGE,
    /** The connection is reset before anything was done. */
    RESET_BEFORE,
    /** All is done, and the connection is reset instead of an answer. */
    RESET_AFTER,
    /** All is done, and the answer ends in its middle. */
    TORN,
    /** All is done, and the answer is no JSON. */
    WRONG_JSON,
    /** All is done, and the answer takes its time. */
    SLOW,
    /** Nothing is done, and no answer comes. */
    SILENCE_BEFORE,
    /** All is done, and no answer comes. */
    SILENCE_AFTER;

    boolean doesNothing() {
        return switch (this) {
            case BUSY, UNAVAILABLE, BAD_GATEWAY, TOO_LARGE, RESET_BEFORE, SILENCE_BEFORE -> true;
            default -> false;
        };
    }
}
