package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.offset.VersionRegressions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final OperationBacklog backlog;
    private final SendLimiter limiter;
    private final RefreshSchedule refreshes;
    private final BulkSettlement settlement;
    private final Map<Batch, Sender> inFlight = new LinkedHashMap<>();
    private final BulkCounters counters;
    private final VersionRegressions versionRegressions;
    private boolean filling;
    private boolean stopped;

    /**
     * @param documentsMove whether the document of a row may change its address, so that operations on all addresses with
     *     its id have to keep their order
     * @param versionRegressions is told of versions in the index that may not be offsets
     */
    public BulkWriter(
            BulkSettings settings,
            boolean documentsMove,
            BulkCounters counters,
            VersionRegressions versionRegressions) {
        this.settings = settings;
        this.counters = counters;
        this.versionRegressions = versionRegressions;
        this.backlog = new OperationBacklog(settings, documentsMove);
        this.limiter = new SendLimiter(settings.retry(), settings.maxInFlight());
        this.refreshes = new RefreshSchedule(settings, System.nanoTime());
        this.settlement = new BulkSettlement(settings, backlog, limiter, refreshes, counters);
    }

    // ---- Task thread

    /** Takes an operation; it is sent at the latest when {@link #offered} has been called and its linger is over. */
    public void add(BulkOperation operation) {
        lock.lock();
        try {
            filling = true;
            switch (backlog.admit(operation, System.nanoTime())) {
                case FULL_BATCH -> work.signal();
                case COALESCED -> counters.coalesced.increment();
                case QUEUED -> {}
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
            if (!backlog.hasNothingToSend()) {
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
            return backlog.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** How many documents have operations under way. */
    public int lanes() {
        lock.lock();
        try {
            return backlog.lanes();
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
            return limiter.millisSoFar(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** The operations that were refused for good since the last call; the caller answers for their offsets. */
    public List<RefusedOperation> takeRefused() {
        lock.lock();
        try {
            return settlement.takeRefused();
        } finally {
            lock.unlock();
        }
    }

    /** Why nothing more will be sent, if so. */
    public @Nullable ConnectException failure() {
        lock.lock();
        try {
            return settlement.failure();
        } finally {
            lock.unlock();
        }
    }

    /** What keeps the server from taking anything just now. */
    public @Nullable String outage() {
        lock.lock();
        try {
            long millis = limiter.millisSoFar(System.nanoTime());
            return millis < 1_000 ? null : limiter.reason() + ", for " + millis / 1_000 + " s";
        } finally {
            lock.unlock();
        }
    }

    /** What the server has refused again and again, while it answers, since the last call. */
    public @Nullable String takeLastingRefusal() {
        lock.lock();
        try {
            return settlement.takeLastingRefusal();
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
            backlog.removeRevoked();
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
            while (!stopped && settlement.failure() == null) {
                long now = System.nanoTime();
                long due = Math.max(limiter.notBefore(now), backlog.nextDue(now));
                if (inFlight.size() < limiter.inFlightLimit() && limiter.notBefore(now) - now <= 0) {
                    boolean idle = inFlight.isEmpty() && !filling;
                    Batch batch = backlog.take(now, idle);
                    if (batch == null && !filling && backlog.hasNothingToSend() && refreshes.hasUnseen()) {
                        due = Math.min(due, refreshes.due());
                        batch = refreshes.due() - now <= 0 ? Batch.echo(refreshes.takeUnseen(), now) : null;
                    }
                    if (batch != null) {
                        return assign(sender, batch, now);
                    }
                    work.awaitNanos(Math.max(1, due - now));
                } else if (inFlight.isEmpty()) {
                    work.awaitNanos(Math.max(1, limiter.notBefore(now) - now));
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
        boolean leavesNothing = backlog.hasNothingToSend() && RefreshSchedule.isSmall(batch);
        if (!backlog.hasNothingToSend()) {
            work.signal();
        }
        return new Assignment(batch, refreshes.wantedBy(batch, leavesNothing, now), leavesNothing, now);
    }

    /** A batch and how it is to be sent. */
    record Assignment(Batch batch, boolean refresh, boolean leavesNothing, long startedAt) {}

    /** Returns an operation whose document was found to be newer, if its version should be looked up. */
    @Nullable
    BulkOperation completed(Assignment assignment, BulkResult result) {
        lock.lock();
        try {
            inFlight.remove(assignment.batch());
            long now = System.nanoTime();
            counters.requests.increment();
            counters.requestSize.record(assignment.batch().size());
            counters.requestTime.record((now - assignment.startedAt()) / 1_000);
            if (assignment.refresh()) {
                refreshes.refreshed(assignment.startedAt(), now, result instanceof BulkResult.Answered);
            }
            if (assignment.refresh() && result instanceof BulkResult.Answered) {
                counters.measure(assignment.batch().operations(), counters.toSearchable);
            }
            if (!assignment.batch().isEcho()) {
                settlement.settle(assignment, result, now);
            }
            wakeSenders();
            settled.signalAll();
            BulkOperation stale = settlement.takeStale();
            return stale != null && versionRegressions.wantsToKnow() ? stale : null;
        } finally {
            lock.unlock();
        }
    }

    /** @param version negative when it is not known */
    void foundVersion(BulkOperation operation, long version) {
        if (version >= 0 && !operation.offsets().isRevoked()) {
            versionRegressions.found(operation.offsets(), version);
        }
    }

    /** Something went wrong that is nobody's fault but ours: the task has to say so. */
    void broke(@Nullable Assignment assignment, Throwable bug) {
        lock.lock();
        try {
            if (assignment != null) {
                inFlight.remove(assignment.batch());
            }
            settlement.fail(new ConnectException(
                    "The search sink failed on its own account, while sending a bulk request: " + bug
                            + ". Nothing was given up; restart the task. Where memory was short, give the worker more or lower"
                            + " max.buffered.bytes and bulk.size.bytes.",
                    bug));
        } finally {
            settled.signalAll();
            work.signalAll();
            lock.unlock();
        }
    }

    /** One of them for the next batch, all of them when there will be none. */
    private void wakeSenders() {
        if (settlement.failure() == null) {
            work.signal();
        } else {
            work.signalAll();
        }
    }
}
