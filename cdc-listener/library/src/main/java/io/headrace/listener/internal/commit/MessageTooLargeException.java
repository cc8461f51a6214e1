package io.headrace.listener.internal.commit;

import io.headrace.listener.reaction.Message;

/** A commit had no effect, and will have none as long as this message is part of it. */
final class MessageTooLargeException extends NotCommittedException {
    private static final long serialVersionUID = 1L;

    private final transient Message refused;

    MessageTooLargeException(Message refused, Throwable cause) {
        super("the topic " + refused.topic() + " does not take a message of " + refused.size() + " bytes", cause);
        this.refused = refused;
    }

    Message refused() {
        return refused;
    }
}
