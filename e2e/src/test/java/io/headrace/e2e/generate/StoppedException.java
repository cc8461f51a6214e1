package io.headrace.e2e.generate;

/** A connector of a batch has failed, and with it every scenario that it carries. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    StoppedException(String connector, String cause) {
        super(connector + " stopped: " + cause);
    }
}
