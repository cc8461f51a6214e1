package io.headrace.listener.deadletter;

/** A replay cannot begin while another one of the same listener runs; the message names it. */
public final class ReplayRunningException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReplayRunningException(String id) {
        super("the replay " + id + " is still running: wait for it to finish, or cancel it");
    }
}
