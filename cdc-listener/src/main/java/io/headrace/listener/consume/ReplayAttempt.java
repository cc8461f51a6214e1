package io.headrace.listener.consume;

import io.headrace.listener.Failure;
import io.headrace.listener.Message;
import io.headrace.listener.ReactionFailure;
import io.headrace.listener.RowChange;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.Outcome;
import io.headrace.listener.dispatch.Replay;
import io.headrace.listener.dispatch.ReplayResult;
import io.headrace.listener.dispatch.Verdict;
import io.headrace.listener.dispatch.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tries a record that comes once more: by the same reaction and retries as for the first time, but nothing of it is a
 * duplicate, and when it fails for good it stays the dead letter that it is. Its outcome is published with its effects.
 */
record ReplayAttempt(ChangeAttempt live) {

    CompletionStage<Verdict> of(Work work, Replay replay) {
        if (work.cancelled() || replay.cancelled().getAsBoolean()) {
            return skipped(work);
        }
        boolean isSource = replay.letter() == null;
        if (live.memories().isHeld(work, replay.id())
                || (isSource && live.memories().isParked(work))) {
            return CompletableFuture.completedFuture(ended(work, replay, ReplayResult.HELD, "", List.of()));
        }
        if (replay.letter() != null && work.record().value() == null) {
            String gone = "the letter was stored without its value, which was too large for it, and the source topic no"
                    + " longer has the record";
            return CompletableFuture.completedFuture(
                    judge(work, replay, new ReactionFailure(Failure.POISON, gone, null)));
        }
        try {
            Optional<RowChange> change = live.decoder().decode(work.record());
            if (change.isEmpty()) {
                return CompletableFuture.completedFuture(succeeded(work, replay, List.of()));
            }
            return live.reaction()
                    .react(change.get())
                    .handle((messages, error) -> error == null
                            ? judge(work, replay, change.get(), messages)
                            : judge(work, replay, ChangeAttempt.cause(error)));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(judge(work, replay, e));
        }
    }

    private static CompletionStage<Verdict> skipped(Work work) {
        work.result(ReplayResult.SKIPPED);
        return CompletableFuture.completedFuture(Verdict.DONE);
    }

    private Verdict judge(Work work, Replay replay, RowChange change, List<Message> messages) {
        if (live.areTooLarge(messages)) {
            return judge(work, replay, new ReactionFailure(Failure.POISON, live.tooLarge(messages), null));
        }
        live.observer().replayed(change);
        return succeeded(work, replay, messages);
    }

    private Verdict succeeded(Work work, Replay replay, List<Message> messages) {
        List<Message> all = new ArrayList<>(messages);
        if (replay.letter() != null && live.memories().release(work)) {
            all.add(live.progress().unpark(work.lane()));
        }
        return ended(work, replay, ReplayResult.REPLAYED, "", all);
    }

    private Verdict judge(Work work, Replay replay, Throwable error) {
        long now = live.clock().getAsLong();
        work.failed(now);
        Failure failure = live.classify().apply(error);
        if (failure == Failure.FATAL) {
            return new Verdict.Fatal(error);
        }
        boolean retriable = failure == Failure.RETRIABLE
                && live.retry().allows(work.attempts(), Duration.ofMillis(now - work.firstFailedAt()));
        if (retriable || failure == Failure.UNAVAILABLE) {
            return live.again(work, error);
        }
        live.memories().hold(work.lane(), work.assignment(), replay.id());
        String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
        return ended(work, replay, ReplayResult.FAILED, message, List.of());
    }

    /** A success of a source's record is kept as the replay's progress, everything else by record. */
    private Verdict ended(Work work, Replay replay, ReplayResult result, String error, List<Message> messages) {
        work.result(result);
        if (replay.letter() == null && result == ReplayResult.REPLAYED) {
            return new Verdict.Done(messages);
        }
        String id = replay.letter() == null
                ? new LetterId(
                                work.record().topic(),
                                work.record().partition(),
                                work.record().offset())
                        .toString()
                : replay.letter();
        Outcome outcome = new Outcome(replay.id(), result, error, replay.requested());
        List<Message> all = new ArrayList<>(messages);
        all.add(live.progress()
                .letter(id, replay.id(), outcome.json(live.clock().getAsLong())));
        return new Verdict.Done(all);
    }
}
