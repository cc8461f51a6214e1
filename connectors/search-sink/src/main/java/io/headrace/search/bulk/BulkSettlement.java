package io.headrace.search.bulk;

import io.headrace.search.config.BulkSettings;
import io.headrace.search.failure.Disposition;
import io.headrace.search.failure.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of the operations of a request when it has ended: finished, sent again, split, refused, or the
 * end of the task. Guarded by the lock of the writer.
 */
final class BulkSettlement {
    /** How long documents may be refused as too many before that is worth a word. */
    private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A request that is cut short again after so many attempts may be too large for a server that doesn't say so. */
    private static final int CUT_SHORT_ATTEMPTS = 2;

    private final BulkSettings settings;
    private final OperationBacklog backlog;
    private final SendLimiter limiter;
    private final RefreshSchedule refreshes;
    private final BulkCounters counters;
    private List<RefusedOperation> refused = new ArrayList<>();
    private @Nullable ConnectException failure;
    private @Nullable BulkOperation stale;
    private @Nullable String lastingRefusal;

    BulkSettlement(
            BulkSettings settings,
            OperationBacklog backlog,
            SendLimiter limiter,
            RefreshSchedule refreshes,
            BulkCounters counters) {
        this.settings = settings;
        this.backlog = backlog;
        this.limiter = limiter;
        this.refreshes = refreshes;
        this.counters = counters;
    }

    /** The operations that were refused for good since the last call. */
    List<RefusedOperation> takeRefused() {
        List<RefusedOperation> taken = refused;
        refused = taken.isEmpty() ? taken : new ArrayList<>();
        return taken;
    }

    /** An operation that has found a newer document since the last call, if any has. */
    @Nullable
    BulkOperation takeStale() {
        BulkOperation taken = stale;
        stale = null;
        return taken;
    }

    /** What the server has refused again and again, while it answers, since the last call. */
    @Nullable
    String takeLastingRefusal() {
        String taken = lastingRefusal;
        lastingRefusal = null;
        return taken;
    }

    /** Why nothing more will be sent, if so. */
    @Nullable
    ConnectException failure() {
        return failure;
    }

    /** Only the first reason counts. */
    void fail(ConnectException reason) {
        if (failure == null) {
            failure = reason;
        }
    }

    void settle(BulkWriter.Assignment assignment, BulkResult result, long now) {
        result.to(new Ending(assignment, now));
        if (limiter.hasTimedOut(now)) {
            fail(new ConnectException("The server has taken nothing for longer than retry.timeout.ms="
                    + settings.retry().timeoutMillis() + ": " + limiter.reason()
                    + ". Bring it back and restart the task, or set retry.timeout.ms=-1 to wait as long as it takes."));
        }
    }

    /** The end of one request. */
    private final class Ending implements BulkResult.Taker {
        private final BulkWriter.Assignment assignment;
        private final Batch batch;
        private final long now;

        private Ending(BulkWriter.Assignment assignment, long now) {
            this.assignment = assignment;
            this.batch = assignment.batch();
            this.now = now;
        }

        @Override
        public void answered(BulkResult.Answered answered) {
            limiter.succeeded();
            settleItems(assignment, answered.refusals(), now);
            if (assignment.leavesNothing()) {
                counters.measure(batch.operations(), counters.toIndexed);
            }
        }

        @Override
        public void refused(BulkResult.Refused refusedRequest) {
            settleRefused(batch, refusedRequest, now);
        }

        @Override
        public void unanswered(BulkResult.Unanswered unanswered) {
            batch.operations().forEach(BulkOperation::markUncertain);
            counters.retriedRequest("unanswered");
            limiter.unanswered(unanswered.what(), now);
            if (unanswered.cutShort() && batch.attempts() >= CUT_SHORT_ATTEMPTS && batch.size() > 1) {
                halve(batch, batch.attempts() + 1, now);
            } else {
                again(batch, batch.operations(), batch.attempts() + 1, now);
            }
        }

        @Override
        public void missing(BulkResult.TargetMissing missing) {
            limiter.succeeded();
            Refusal refusal = new Refusal(404, "target_missing", missing.why());
            batch.operations().forEach(operation -> refuse(operation, refusal, Disposition.TARGET));
        }
    }

    private void settleRefused(Batch batch, BulkResult.Refused refusedRequest, long now) {
        Refusal refusal = refusedRequest.refusal();
        switch (ResponseClassifier.ofRequest(refusal.status(), refusal.type())) {
            case SPLIT -> split(batch, refusal, now);
            case STOP ->
                fail(new ConnectException("The server answered a bulk request with status " + refusal.status()
                        + " (" + refusal.type()
                        + "): "
                        + (refusal.status() == 403 ? "a right is missing" : "the credentials are missing or wrong")
                        + ". " + refusal.cutReason() + " Correct connection.username and connection.password,"
                        + " connection.api.key or the role, then restart the connector."));
            default -> {
                if (refusal.status() == 429) {
                    limiter.overloaded();
                }
                counters.retriedRequest(String.valueOf(refusal.status()));
                limiter.failed(
                        "status " + refusal.status() + " " + refusal.type(), now, refusedRequest.retryAfterMillis());
                again(batch, batch.operations(), batch.attempts() + 1, now);
            }
        }
    }

    /** Too large, or poisoned by one of its items: halves, down to a single record that is refused for itself. */
    private void split(Batch batch, Refusal refusal, long now) {
        limiter.succeeded();
        if (batch.size() == 1) {
            refuse(batch.operations().get(0), refusal, Disposition.REPORT);
        } else {
            halve(batch, batch.attempts(), now);
        }
    }

    private void halve(Batch batch, int attempts, long now) {
        List<BulkOperation> operations = batch.operations();
        int half = operations.size() / 2;
        again(batch, operations.subList(0, half), attempts, now);
        again(batch, operations.subList(half, operations.size()), attempts, now);
    }

    private void settleItems(BulkWriter.Assignment assignment, List<@Nullable Refusal> refusals, long now) {
        Batch batch = assignment.batch();
        List<BulkOperation> operations = batch.operations();
        List<BulkOperation> retried = new ArrayList<>();
        for (int i = 0; i < operations.size(); i++) {
            Refusal refusal = refusals.isEmpty() ? null : refusals.get(i);
            settleItem(operations.get(i), refusal, retried);
        }
        if (!retried.isEmpty()) {
            long wait = TimeUnit.MILLISECONDS.toNanos(limiter.itemBackoffMillis());
            noteIfLasting(batch, retried, refusals, now);
            again(batch, retried, batch.attempts() + 1, now + wait);
        } else {
            limiter.tookAll();
        }
        if (assignment.leavesNothing() && !assignment.refresh() && retried.isEmpty()) {
            refreshes.wrote(operations, assignment.startedAt(), now);
        }
    }

    private void noteIfLasting(Batch batch, List<BulkOperation> retried, List<@Nullable Refusal> refusals, long now) {
        long nanos = now - batch.since();
        if (nanos < LASTING_NANOS) {
            return;
        }
        BulkOperation first = retried.get(0);
        Refusal refusal = Objects.requireNonNull(refusals.get(batch.operations().indexOf(first)));
        lastingRefusal = retried.size() + " for index "
                + first.write().address().index() + ", the first of them " + first.origin() + " of about "
                + first.size()
                + " bytes, for " + TimeUnit.NANOSECONDS.toSeconds(nanos) + " s with status " + refusal.status() + " ("
                + refusal.type() + ")";
    }

    private void settleItem(BulkOperation operation, @Nullable Refusal refusal, List<BulkOperation> retried) {
        Disposition disposition = refusal == null
                ? Disposition.DONE
                : ResponseClassifier.ofItem(
                        operation.write().kind(), operation.write().isVersioned(), refusal.status(), refusal.type());
        switch (disposition) {
            case DONE -> {
                counters.written.increment();
                backlog.finish(operation);
            }
            case STALE -> {
                counters.stale.increment();
                stale = operation.write().isVersioned() ? operation : stale;
                backlog.finish(operation);
            }
            case RETRY, SPLIT -> {
                counters.retriedItem(Objects.requireNonNull(refusal));
                retried.add(operation);
            }
            case STOP ->
                fail(new ConnectException("Index "
                        + operation.write().address().index()
                        + " refuses writes with status "
                        + Objects.requireNonNull(refusal).status() + " ("
                        + refusal.type() + "): " + refusal.cutReason()
                        + ". Give the user of the sink the right to write to it, then restart."));
            case REPORT, TARGET -> refuse(operation, Objects.requireNonNull(refusal), disposition);
        }
    }

    private void again(Batch batch, List<BulkOperation> operations, int attempts, long notBefore) {
        boolean any = backlog.sendAgain(batch, operations, attempts, notBefore);
        int most = settings.retry().most();
        if (any && most >= 0 && attempts > most) {
            fail(
                    new ConnectException(
                            "The server has refused a request " + attempts + " times, and max.retries=" + most
                                    + ". Look at what it lacks and restart the task, or set max.retries=-1 to wait as long as it takes."));
        }
    }

    private void refuse(BulkOperation operation, Refusal refusal, Disposition disposition) {
        if (operation.offsets().isRevoked()) {
            backlog.finish(operation);
            return;
        }
        backlog.giveUp(operation);
        refused.add(new RefusedOperation(operation, refusal, disposition, counters.successes()));
    }
}
