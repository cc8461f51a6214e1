package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The batches that wait to be sent: one that is being filled, those that are full, and those that have to be sent again.
 * Guarded by the lock of the writer.
 */
final class BatchQueue {
    private final BulkSettings settings;
    private final long linger;
    private final Deque<Batch> full = new ArrayDeque<>();
    private final PriorityQueue<Batch> retries = new PriorityQueue<>(Comparator.comparingLong(Batch::notBefore));
    private @Nullable Batch open;

    BatchQueue(BulkSettings settings) {
        this.settings = settings;
        this.linger = TimeUnit.MILLISECONDS.toNanos(settings.lingerMillis());
    }

    /** Returns whether a batch became full by it. */
    boolean add(BulkOperation operation, long now) {
        Batch batch = open;
        boolean closed = false;
        if (batch != null && !batch.hasRoomFor(operation, settings.batchRecords(), settings.batchBytes())) {
            full.add(batch);
            batch = null;
            closed = true;
        }
        if (batch == null) {
            batch = Batch.opened(now);
            open = batch;
        }
        batch.add(operation);
        return closed;
    }

    void addAgain(Batch batch) {
        retries.add(batch);
    }

    /**
     * The next batch to send, if one is due.
     *
     * @param idle whether a batch need not wait for more records, because the server has nothing to do
     */
    @Nullable
    Batch take(long now, boolean idle) {
        Batch retry = retries.peek();
        if (retry != null && retry.notBefore() - now <= 0) {
            return retries.poll();
        }
        Batch taken = full.poll();
        if (taken == null && open != null && (idle || now - open.since() >= linger)) {
            taken = open;
            open = null;
        }
        if (taken != null) {
            taken.take();
        }
        return taken;
    }

    /** When the next batch will be due; far away when none waits. */
    long nextDue(long now) {
        if (!full.isEmpty()) {
            return now;
        }
        long due = now + TimeUnit.HOURS.toNanos(1);
        Batch retry = retries.peek();
        if (retry != null) {
            due = Math.min(due, retry.notBefore());
        }
        return open == null ? due : Math.min(due, open.since() + linger);
    }

    boolean isEmpty() {
        return open == null && full.isEmpty() && retries.isEmpty();
    }

    /** Takes out what belongs to revoked partitions. */
    void removeRevoked(Consumer<BulkOperation> removed) {
        List<Batch> all = new ArrayList<>(full);
        all.addAll(retries);
        if (open != null) {
            all.add(open);
        }
        all.forEach(batch -> batch.removeRevoked().forEach(removed));
        full.removeIf(Batch::isEmpty);
        retries.removeIf(Batch::isEmpty);
        if (open != null && open.isEmpty()) {
            open = null;
        }
    }
}
