package io.headrace.listener.spi;

/** A value is a JSON object, but no change event: most often a row that was taken out of its envelope. */
public final class NoEnvelopeException extends UndecodableException {
    private static final long serialVersionUID = 1L;

    public NoEnvelopeException(String message) {
        super(message, null);
    }
}
