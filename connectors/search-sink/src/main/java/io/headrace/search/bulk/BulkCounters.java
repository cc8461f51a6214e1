package io.headrace.search.bulk;

import io.headrace.search.failure.Refusal;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What has become of the operations of a task so far. Any thread. */
public final class BulkCounters {
    /** Documents written or deleted as their records wanted. */
    public final LongAdder written = new LongAdder();

    /** Operations that found a newer document. */
    public final LongAdder stale = new LongAdder();

    /** Operations that a newer one took the place of before they were sent. */
    public final LongAdder coalesced = new LongAdder();

    /** Items that are sent again, by the type of the server's error. */
    public final CountsByCause retriedItems = new CountsByCause();

    /** Requests that are sent again as a whole, by status, or "unanswered". */
    public final CountsByCause retriedRequests = new CountsByCause();

    /** Requests that were answered, or failed. */
    public final LongAdder requests = new LongAdder();

    /** Operations per request. */
    public final Histogram requestSize = new Histogram();

    /** From handing a batch to a sender to the end of its request. */
    public final Histogram requestTime = new Histogram();

    /** From the commit in the source, else the timestamp of the record, to the answer that its document is written. */
    public final Histogram toIndexed = new Histogram();

    /** From the same to the end of a refresh of its document that the sink asked for. */
    public final Histogram toSearchable = new Histogram();

    /** Operations that led to the state that their records wanted, or to a newer one. */
    public long successes() {
        return written.sum() + stale.sum();
    }

    void retriedItem(Refusal refusal) {
        retriedItems.increment(refusal.type().isEmpty() ? String.valueOf(refusal.status()) : refusal.type());
    }

    void retriedRequest(String cause) {
        retriedRequests.increment(cause);
    }

    /** Records how old the records of these operations are. At low load only: in a backlog that says nothing about us. */
    void measure(List<BulkOperation> operations, Histogram histogram) {
        long now = System.currentTimeMillis();
        for (BulkOperation operation : operations) {
            if (operation.madeAt() >= 0) {
                histogram.record((now - operation.madeAt()) * 1_000);
            }
        }
    }
}
