package io.headrace.listener.spi;

import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.ReactionFailure;
import org.jspecify.annotations.Nullable;

/** The bytes of a record are not what the decoder needs. Trying again would not help, so it goes to the dead letters. */
public sealed class UndecodableException extends ReactionFailure permits NoEnvelopeException {

    public UndecodableException(String message, @Nullable Throwable cause) {
        super(Failure.POISON, message, cause);
    }
}
