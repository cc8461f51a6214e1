package io.headrace.e2e.generate;

/** A connector of a batch has failed, and with it every scenario that it carries. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoppedException(String connector, String cause) {
        super(connector + " stopped: " + cause);
    }

    /**
     * Whether no scenario has to do with it: the worker of a busy machine may begin to flush offsets before the last flush has
     * ended, which its own log calls a defect of it.
     */
    boolean isOfTheWorker() {
        return getMessage() != null && getMessage().contains("OffsetStorageWriter is already flushing");
    }
}
