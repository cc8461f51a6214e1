package io.headrace.listener.spi;

/** What a listener is doing. */
public enum ListenerState {
    /** The brokers did not answer yet. */
    CONNECTING,
    /** The brokers have none of its topics yet. */
    WAITING_FOR_TOPICS,
    /** It has no partition yet. */
    JOINING,
    RUNNING,
    PAUSED,
    STOPPED,
    /** It stopped by itself; {@link ListenerStatus#failure()} says why. */
    FAILED
}
