package io.headrace.search.bulk;

import io.headrace.search.failure.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one bulk request ended. */
public sealed interface BulkResult {

    /** What is done at the end of each kind of request. */
    interface Taker {
        void answered(Answered answered);

        void refused(Refused refused);

        void unanswered(Unanswered unanswered);

        void missing(TargetMissing missing);
    }

    /** Hands itself to the method of its kind. */
    void to(Taker taker);

    /**
     * The server went through the items.
     *
     * @param refusals one per item, null where the item succeeded; empty when all did
     */
    record Answered(List<@Nullable Refusal> refusals) implements BulkResult {
        @Override
        public void to(Taker taker) {
            taker.answered(this);
        }
    }

    /**
     * The server refused the request as a whole.
     *
     * @param retryAfterMillis how long the server wants to be left alone; 0 when it didn't say
     */
    record Refused(Refusal refusal, long retryAfterMillis) implements BulkResult {
        @Override
        public void to(Taker taker) {
            taker.refused(this);
        }
    }

    /**
     * No answer: whether anything was done is unknown.
     *
     * @param cutShort whether the connection ended while the request was being written, which may be for its size
     */
    record Unanswered(String what, boolean cutShort) implements BulkResult {
        public Unanswered(String what) {
            this(what, false);
        }

        @Override
        public void to(Taker taker) {
            taker.unanswered(this);
        }
    }

    /** The target isn't there or isn't what it has to be, found out before anything was sent. */
    record TargetMissing(String why) implements BulkResult {
        @Override
        public void to(Taker taker) {
            taker.missing(this);
        }
    }

    BulkResult ALL_DONE = new Answered(List.of());
}
