package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operations that are not finished: each in its lane, the heads of the lanes in batches that wait or are with the
 * server. Guarded by the lock of the writer.
 */
final class OperationBacklog {
    private final DocumentLanes lanes;
    private final BatchQueue queue;
    private long bytes;

    /** @param documentsMove whether all addresses with one id may be one document */
    OperationBacklog(BulkSettings settings, boolean documentsMove) {
        this.lanes = new DocumentLanes(settings.coalesce(), documentsMove);
        this.queue = new BatchQueue(settings);
    }

    /** What the arrival of an operation has led to. */
    enum Admission {
        QUEUED,
        FULL_BATCH,
        COALESCED
    }

    Admission admit(BulkOperation operation, long now) {
        bytes += operation.size();
        return switch (lanes.arrive(operation)) {
            case HEAD -> queue.add(operation, now) ? Admission.FULL_BATCH : Admission.QUEUED;
            case COALESCED -> Admission.COALESCED;
            case WAITING -> Admission.QUEUED;
        };
    }

    /** The operation needs no more attention: its successor on the document, if there is one, may be sent. */
    void finish(BulkOperation operation) {
        free(operation);
        BulkOperation next = lanes.depart(operation);
        if (next != null) {
            queue.add(next, System.nanoTime());
        }
    }

    /** The operation was refused for good: what it superseded is written after all, else its successor. */
    void giveUp(BulkOperation operation) {
        BulkOperation successor = lanes.stepBack(operation);
        if (successor == null) {
            successor = lanes.depart(operation);
        }
        if (successor != null) {
            queue.add(successor, System.nanoTime());
        }
        bytes -= operation.size();
    }

    /** Puts what is still wanted of a batch back into the queue; returns whether there was any. */
    boolean sendAgain(Batch batch, List<BulkOperation> operations, int attempts, long notBefore) {
        List<BulkOperation> wanted = new ArrayList<>(operations.size());
        for (BulkOperation operation : operations) {
            if (operation.offsets().isRevoked()) {
                finish(operation);
            } else {
                wanted.add(operation);
            }
        }
        if (!wanted.isEmpty()) {
            queue.addAgain(Batch.again(batch, wanted, attempts, notBefore));
        }
        return !wanted.isEmpty();
    }

    void removeRevoked() {
        lanes.removeRevokedWaiting().forEach(this::free);
        queue.removeRevoked(this::finish);
    }

    /** Finishes an operation and all that it superseded. */
    private void free(BulkOperation operation) {
        for (BulkOperation each = operation; each != null; each = each.superseded) {
            each.finish();
            bytes -= each.size();
        }
    }

    /** @see BatchQueue#take */
    @Nullable
    Batch take(long now, boolean idle) {
        return queue.take(now, idle);
    }

    /** @see BatchQueue#nextDue */
    long nextDue(long now) {
        return queue.nextDue(now);
    }

    /** Whether every operation that may be sent has been taken. */
    boolean hasNothingToSend() {
        return queue.isEmpty();
    }

    /** Bytes of documents that wait or are in flight. */
    long bytes() {
        return bytes;
    }

    int lanes() {
        return lanes.size();
    }
}
