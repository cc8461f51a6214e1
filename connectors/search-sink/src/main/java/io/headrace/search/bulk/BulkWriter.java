package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.failure.Classification;
import io.headrace.search.failure.Refusal;
import io.headrace.search.failure.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Where the task thread leaves operations and sender threads fetch batches of them. Nothing here blocks the task thread
 * except {@link #revoke} and {@link #close}. All state is guarded by one lock, which is never held during I/O.
 */
public final class BulkWriter implements AutoCloseable {
    private static final long ABORT_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BulkSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private final Lanes lanes;
    private final BatchQueue queue;
    private final Outage outage;
    private final RefreshSchedule refreshes;
    private final Map<Batch, Sender> inFlight = new LinkedHashMap<>();
    private final BulkCounters counters;
    private List<RefusedOperation> refused = new ArrayList<>();
    private long buffered;
    private boolean filling;
    private boolean stopped;
    private @Nullable ConnectException failure;

    public BulkWriter(BulkSettings settings, BulkCounters counters) {
        this.settings = settings;
        this.counters = counters;
        this.lanes = new Lanes(settings.coalesce());
        this.queue = new BatchQueue(settings);
        this.outage = new Outage(settings.retry(), settings.maxInFlight());
        this.refreshes = new RefreshSchedule(settings, System.nanoTime());
    }

    // ---- Task thread

    /** Takes an operation; it is sent at the latest when {@link #offered} has been called and its linger is over. */
    public void add(Operation operation) {
        lock.lock();
        try {
            filling = true;
            buffered += operation.size();
            switch (lanes.arrive(operation)) {
                case HEAD -> enqueue(operation);
                case COALESCED -> counters.coalesced.increment();
                case WAITING -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    /** All that was delivered has been added. */
    public void offered() {
        lock.lock();
        try {
            filling = false;
            if (!queue.isEmpty()) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Bytes of documents that wait or are in flight. */
    public long bufferedBytes() {
        lock.lock();
        try {
            return buffered;
        } finally {
            lock.unlock();
        }
    }

    /** How many documents have operations under way. */
    public int lanes() {
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many requests are under way. */
    public int inFlight() {
        lock.lock();
        try {
            return inFlight.size();
        } finally {
            lock.unlock();
        }
    }

    /** For how long the server has taken nothing; 0 while it does. */
    public long outageMillis() {
        lock.lock();
        try {
            return outage.millisSoFar(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** The operations that were refused for good since the last call; the caller answers for their offsets. */
    public List<RefusedOperation> takeRefused() {
        lock.lock();
        try {
            List<RefusedOperation> taken = refused;
            refused = taken.isEmpty() ? taken : new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing more will be sent, if so. */
    public @Nullable ConnectException failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** What keeps the server from taking anything just now. */
    public @Nullable String outage() {
        lock.lock();
        try {
            long millis = outage.millisSoFar(System.nanoTime());
            return millis < 1_000 ? null : outage.reason() + ", for " + millis / 1_000 + " s";
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops what is left of revoked partitions and waits for what is in flight, for the close timeout at most; then it is
     * aborted. Nothing of theirs is sent after this returns.
     */
    public void revoke() {
        lock.lock();
        try {
            lanes.removeRevokedWaiting().forEach(this::free);
            queue.removeRevoked(this::finish);
            refreshes.forgetRevoked();
            work.signal();
            awaitInFlight(false);
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing more, and ends what is in flight. */
    @Override
    public void close() {
        lock.lock();
        try {
            stopped = true;
            work.signalAll();
            awaitInFlight(true);
        } finally {
            lock.unlock();
        }
    }

    /** @param all whether everything in flight matters, or only what belongs to revoked partitions */
    private void awaitInFlight(boolean all) {
        long start = System.nanoTime();
        long patience = all ? 0 : TimeUnit.MILLISECONDS.toNanos(settings.closeTimeoutMillis());
        boolean interrupted = false;
        while (inFlight.keySet().stream().anyMatch(batch -> all || batch.hasRevoked())) {
            long left = patience - (System.nanoTime() - start);
            if (left <= 0) {
                inFlight.forEach((batch, sender) -> {
                    if (all || batch.hasRevoked()) {
                        sender.abort();
                    }
                });
            }
            try {
                settled.await(left > 0 ? left : ABORT_AGAIN_NANOS, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
                patience = 0;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- Sender threads

    /** Waits for a batch that is due; null when there will be none any more. */
    @Nullable
    Assignment take(Sender sender) throws InterruptedException {
        lock.lock();
        try {
            while (!stopped && failure == null) {
                long now = System.nanoTime();
                long due = Math.max(outage.notBefore(now), queue.nextDue(now));
                if (inFlight.size() < outage.inFlightLimit() && outage.notBefore(now) - now <= 0) {
                    boolean idle = inFlight.isEmpty() && !filling;
                    Batch batch = queue.take(now, idle);
                    if (batch == null && idle && refreshes.hasUnseen()) {
                        due = Math.min(due, refreshes.due());
                        batch = refreshes.due() - now <= 0 ? Batch.echo(refreshes.takeUnseen(), now) : null;
                    }
                    if (batch != null) {
                        return assign(sender, batch, now);
                    }
                    work.awaitNanos(Math.max(1, due - now));
                } else if (inFlight.isEmpty()) {
                    work.awaitNanos(Math.max(1, outage.notBefore(now) - now));
                } else {
                    work.await();
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private Assignment assign(Sender sender, Batch batch, long now) {
        inFlight.put(batch, sender);
        boolean leavesNothing = queue.isEmpty() && inFlight.size() == 1;
        if (!queue.isEmpty()) {
            work.signal();
        }
        return new Assignment(batch, refreshes.wantedBy(batch, leavesNothing, now), leavesNothing, now);
    }

    /** A batch and how it is to be sent. */
    record Assignment(Batch batch, boolean refresh, boolean leavesNothing, long startedAt) {}

    void completed(Assignment assignment, BulkResult result) {
        lock.lock();
        try {
            inFlight.remove(assignment.batch());
            long now = System.nanoTime();
            counters.requests.increment();
            counters.requestTime.record((now - assignment.startedAt()) / 1_000);
            if (assignment.refresh()) {
                refreshes.refreshed(assignment.startedAt(), now);
                measure(assignment.batch().operations(), counters.toSearchable);
            }
            if (!assignment.batch().isEcho()) {
                settle(assignment, result, now);
            }
            work.signal();
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something went wrong that is nobody's fault but ours: the task has to say so. */
    void broke(Assignment assignment, RuntimeException bug) {
        lock.lock();
        try {
            inFlight.remove(assignment.batch());
            fail(new ConnectException("The search sink failed on its own account, while sending a bulk request", bug));
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** At low load only: while the sink catches up, the age of a record says nothing about us. */
    private static void measure(List<Operation> operations, Histogram histogram) {
        long now = System.currentTimeMillis();
        for (Operation operation : operations) {
            if (operation.timestamp() >= 0) {
                histogram.record((now - operation.timestamp()) * 1_000);
            }
        }
    }

    private void settle(Assignment assignment, BulkResult result, long now) {
        Batch batch = assignment.batch();
        if (result instanceof BulkResult.Answered answered) {
            outage.succeeded();
            settleItems(assignment, answered.refusals(), now);
            if (assignment.leavesNothing()) {
                measure(batch.operations(), counters.toIndexed);
            }
        } else if (result instanceof BulkResult.Unanswered unanswered) {
            retryAll(batch, unanswered.what(), now, 0);
        } else if (result instanceof BulkResult.TargetMissing missing) {
            outage.succeeded();
            Refusal refusal = new Refusal(404, "target_missing", missing.why());
            batch.operations().forEach(operation -> refuse(operation, refusal, Verdict.TARGET));
        } else {
            settleRefused(batch, (BulkResult.Refused) result, now);
        }
        if (outage.isGivenUp(now)) {
            fail(new ConnectException("The server has taken nothing for longer than retry.timeout.ms="
                    + settings.retry().timeoutMillis() + ": " + outage.reason()
                    + ". Bring it back and restart the task, or set retry.timeout.ms=-1 to wait as long as it takes."));
        }
    }

    private void settleRefused(Batch batch, BulkResult.Refused refused, long now) {
        Refusal refusal = refused.refusal();
        switch (Classification.ofRequest(refusal.status(), refusal.type())) {
            case SPLIT -> split(batch, refusal, now);
            case STOP ->
                fail(new ConnectException("The server answered a bulk request with status " + refusal.status()
                        + " (" + refusal.type()
                        + "): the credentials are missing or wrong, or lack the right to write to"
                        + " the index. Correct connection.username and connection.password, connection.api.key or the"
                        + " role, then restart the connector."));
            default -> {
                if (refusal.status() == 429) {
                    outage.overloaded();
                }
                retryAll(batch, "status " + refusal.status() + " " + refusal.type(), now, refused.retryAfterMillis());
            }
        }
    }

    private void retryAll(Batch batch, String why, long now, long retryAfterMillis) {
        counters.retriedRequests.increment();
        outage.failed(why, now, retryAfterMillis);
        again(batch, batch.operations(), batch.attempts() + 1, now);
    }

    /** Too large, or poisoned by one of its items: halves, down to a single record that is refused for itself. */
    private void split(Batch batch, Refusal refusal, long now) {
        List<Operation> operations = batch.operations();
        if (operations.size() == 1) {
            outage.succeeded();
            refuse(operations.get(0), refusal, Verdict.REPORT);
            return;
        }
        int half = operations.size() / 2;
        again(batch, operations.subList(0, half), batch.attempts(), now);
        again(batch, operations.subList(half, operations.size()), batch.attempts(), now);
    }

    private void settleItems(Assignment assignment, List<@Nullable Refusal> refusals, long now) {
        Batch batch = assignment.batch();
        List<Operation> operations = batch.operations();
        List<Operation> retried = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Refusal refusal = refusals.isEmpty() ? null : refusals.get(i);
            settleItem(operations.get(i), refusal, retried);
        }
        if (!retried.isEmpty()) {
            outage.overloaded();
            long wait = TimeUnit.MILLISECONDS.toNanos(outage.backoffMillis(batch.attempts() + 1));
            again(batch, retried, batch.attempts() + 1, now + wait);
        }
        if (assignment.leavesNothing() && !assignment.refresh() && retried.isEmpty()) {
            refreshes.wrote(operations);
        }
    }

    private void settleItem(Operation operation, @Nullable Refusal refusal, List<Operation> retried) {
        Verdict verdict = refusal == null
                ? Verdict.DONE
                : Classification.ofItem(
                        operation.write().kind(), operation.write().isVersioned(), refusal.status(), refusal.type());
        switch (verdict) {
            case DONE, STALE -> {
                (verdict == Verdict.DONE ? counters.written : counters.stale).increment();
                finish(operation);
            }
            case RETRY, SPLIT -> {
                counters.retriedItems.increment();
                retried.add(operation);
            }
            case STOP ->
                fail(new ConnectException("Index "
                        + operation.write().address().index()
                        + " refuses writes with status "
                        + Objects.requireNonNull(refusal).status() + " ("
                        + refusal.type() + "). Give the user of the sink the right to write to it, then restart."));
            case REPORT, TARGET -> refuse(operation, Objects.requireNonNull(refusal), verdict);
        }
    }

    private void again(Batch batch, List<Operation> operations, int attempts, long notBefore) {
        List<Operation> wanted = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            if (operation.progress().isRevoked()) {
                finish(operation);
            } else {
                wanted.add(operation);
            }
        }
        int most = settings.retry().most();
        if (!wanted.isEmpty() && most >= 0 && attempts > most) {
            fail(
                    new ConnectException(
                            "The server has refused a request " + attempts + " times, and max.retries=" + most
                                    + ". Look at what it lacks and restart the task, or set max.retries=-1 to wait as long as it takes."));
        }
        if (!wanted.isEmpty()) {
            queue.addAgain(Batch.again(batch, wanted, attempts, notBefore));
        }
    }

    private void refuse(Operation operation, Refusal refusal, Verdict verdict) {
        if (operation.progress().isRevoked()) {
            finish(operation);
            return;
        }
        Operation successor = lanes.stepBack(operation);
        if (successor == null) {
            successor = lanes.depart(operation);
        }
        if (successor != null) {
            enqueue(successor);
        }
        buffered -= operation.size();
        refused.add(new RefusedOperation(operation, refusal, verdict, counters.successes()));
    }

    private void finish(Operation operation) {
        free(operation);
        Operation next = lanes.depart(operation);
        if (next != null) {
            enqueue(next);
        }
    }

    /** Finishes an operation and all that it superseded. */
    private void free(Operation operation) {
        for (Operation each = operation; each != null; each = each.superseded) {
            each.finish();
            buffered -= each.size();
        }
    }

    private void enqueue(Operation operation) {
        if (queue.add(operation, System.nanoTime())) {
            work.signal();
        }
    }

    private void fail(ConnectException reason) {
        if (failure == null) {
            failure = reason;
        }
        work.signalAll();
    }
}
