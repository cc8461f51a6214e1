package io.headrace.listener.internal.dispatch;

import io.headrace.listener.reaction.Message;
import java.util.List;

/** How a try of a record ended. */
public sealed interface AttemptResult {

    /**
     * What is done at the end of each kind.
     *
     * @param <C> what the try belongs to
     */
    interface Taker<C> {
        void done(C context, Done done);

        void retry(C context, Retry retry);

        void dead(C context, Dead dead);

        void fatal(C context, Fatal fatal);
    }

    /** Hands itself to the method of its kind. */
    <C> void to(Taker<C> taker, C context);

    /** Nothing to publish. */
    AttemptResult DONE = new Done(List.of());

    /** It succeeded, or there was nothing to do. */
    record Done(List<Message> messages) implements AttemptResult {
        @Override
        public <C> void to(Taker<C> taker, C context) {
            taker.done(context, this);
        }
    }

    /** It failed and is tried again after the pause; its lane waits. */
    record Retry(long pauseMillis) implements AttemptResult {
        @Override
        public <C> void to(Taker<C> taker, C context) {
            taker.retry(context, this);
        }
    }

    /** It failed for good; the messages carry it to the dead letters. */
    record Dead(List<Message> messages) implements AttemptResult {
        @Override
        public <C> void to(Taker<C> taker, C context) {
            taker.dead(context, this);
        }
    }

    /** Nothing can go on. The record stays unfinished. */
    record Fatal(Throwable error) implements AttemptResult {
        @Override
        public <C> void to(Taker<C> taker, C context) {
            taker.fatal(context, this);
        }
    }
}
