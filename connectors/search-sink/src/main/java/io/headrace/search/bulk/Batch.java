package io.headrace.search.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The operations of one bulk request. Guarded by the writer's lock until a sender takes it, then the sender's. */
final class Batch {
    private final List<BulkOperation> operations = new ArrayList<>();
    private final long since;
    private final int attempts;
    private final long notBefore;
    private final boolean echo;
    private int bytes;
    private boolean taken;

    private Batch(long since, int attempts, long notBefore, boolean echo) {
        this.since = since;
        this.attempts = attempts;
        this.notBefore = notBefore;
        this.echo = echo;
    }

    static Batch opened(long now) {
        return new Batch(now, 0, now, false);
    }

    /** Of operations that have to be sent once more. */
    static Batch again(Batch failed, List<BulkOperation> operations, int attempts, long notBefore) {
        Batch batch = new Batch(failed.since, attempts, notBefore, false);
        operations.forEach(batch::add);
        batch.taken = true;
        return batch;
    }

    /** Of operations that are done and sent again only to make the server refresh their shards. */
    static Batch echo(List<BulkOperation> done, long now) {
        Batch batch = new Batch(now, 0, now, true);
        batch.operations.addAll(done);
        done.forEach(BulkOperation::markEcho);
        batch.taken = true;
        return batch;
    }

    void add(BulkOperation operation) {
        operation.batch = this;
        operation.slot = operations.size();
        operations.add(operation);
        bytes += operation.size();
    }

    void replace(BulkOperation older, BulkOperation newer) {
        operations.set(older.slot, newer);
        newer.slot = older.slot;
        newer.batch = this;
        older.batch = null;
        bytes += newer.size() - older.size();
    }

    /** Takes out what belongs to revoked partitions. */
    List<BulkOperation> removeRevoked() {
        List<BulkOperation> removed = new ArrayList<>();
        List<BulkOperation> kept = new ArrayList<>();
        for (BulkOperation operation : operations) {
            (operation.offsets().isRevoked() ? removed : kept).add(operation);
        }
        operations.clear();
        bytes = 0;
        kept.forEach(this::add);
        removed.forEach(operation -> operation.batch = null);
        return removed;
    }

    boolean hasRevoked() {
        return operations.stream().anyMatch(operation -> operation.offsets().isRevoked());
    }

    boolean hasRoomFor(BulkOperation operation, int mostRecords, int mostBytes) {
        return operations.size() < mostRecords && (operations.isEmpty() || bytes + operation.size() <= mostBytes);
    }

    boolean isFresh() {
        return !taken;
    }

    void take() {
        taken = true;
    }

    boolean isEmpty() {
        return operations.isEmpty();
    }

    int size() {
        return operations.size();
    }

    List<BulkOperation> operations() {
        return Collections.unmodifiableList(operations);
    }

    /** When the first operation came, by {@link System#nanoTime}. */
    long since() {
        return since;
    }

    int attempts() {
        return attempts;
    }

    long notBefore() {
        return notBefore;
    }

    boolean isEcho() {
        return echo;
    }
}
