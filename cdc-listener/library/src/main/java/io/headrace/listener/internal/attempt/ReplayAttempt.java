package io.headrace.listener.internal.attempt;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.Outcome;
import io.headrace.listener.deadletter.ReplayResult;
import io.headrace.listener.internal.deadletter.OutcomeJson;
import io.headrace.listener.internal.dispatch.AttemptResult;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.dispatch.Replay;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.ReactionFailure;
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

    CompletionStage<AttemptResult> of(InFlightRecord inFlight, Replay replay) {
        if (inFlight.cancelled() || replay.cancelled().getAsBoolean()) {
            return skipped(inFlight);
        }
        boolean isSource = replay.letter() == null;
        if (live.memories().isHeld(inFlight, replay.id())
                || (isSource && live.memories().isParked(inFlight))) {
            return CompletableFuture.completedFuture(ended(inFlight, replay, ReplayResult.HELD, "", List.of()));
        }
        if (replay.letter() != null && inFlight.record().value() == null) {
            String gone =
                    "the letter was stored without its value, which was too large for it, and the source topic no longer has the record";
            return CompletableFuture.completedFuture(
                    judge(inFlight, replay, new ReactionFailure(Failure.POISON, gone, null)));
        }
        try {
            Optional<RowChange> change = live.decoder().decode(inFlight.record());
            if (change.isEmpty()) {
                return CompletableFuture.completedFuture(succeeded(inFlight, replay, List.of()));
            }
            return live.reaction()
                    .react(change.get())
                    .handle((messages, error) -> error == null
                            ? judge(inFlight, replay, change.get(), messages)
                            : judge(inFlight, replay, ChangeAttempt.cause(error)));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(judge(inFlight, replay, e));
        }
    }

    private static CompletionStage<AttemptResult> skipped(InFlightRecord inFlight) {
        inFlight.result(ReplayResult.SKIPPED);
        return CompletableFuture.completedFuture(AttemptResult.DONE);
    }

    private AttemptResult judge(InFlightRecord inFlight, Replay replay, RowChange change, List<Message> messages) {
        if (live.areTooLarge(messages)) {
            return judge(inFlight, replay, new ReactionFailure(Failure.POISON, live.tooLarge(messages), null));
        }
        live.observer().replayed(change);
        return succeeded(inFlight, replay, messages);
    }

    private AttemptResult succeeded(InFlightRecord inFlight, Replay replay, List<Message> messages) {
        List<Message> all = new ArrayList<>(messages);
        if (replay.letter() != null && live.memories().release(inFlight)) {
            all.add(live.progress().unpark(inFlight.lane()));
        }
        return ended(inFlight, replay, ReplayResult.REPLAYED, "", all);
    }

    private AttemptResult judge(InFlightRecord inFlight, Replay replay, Throwable error) {
        long now = live.clock().getAsLong();
        inFlight.failed(now);
        Failure failure = live.classify().apply(error);
        if (failure == Failure.FATAL) {
            return new AttemptResult.Fatal(error);
        }
        boolean retriable = failure == Failure.RETRIABLE
                && live.retry().allows(inFlight.attempts(), Duration.ofMillis(now - inFlight.firstFailedAt()));
        if (retriable || failure == Failure.UNAVAILABLE) {
            return live.again(inFlight, error);
        }
        live.memories().hold(inFlight.lane(), inFlight.assignment(), replay.id());
        String message = error.getMessage() == null ? error.getClass().getName() : error.getMessage();
        return ended(inFlight, replay, ReplayResult.FAILED, message, List.of());
    }

    /** A success of a source's record is kept as the replay's progress, everything else by record. */
    private AttemptResult ended(
            InFlightRecord inFlight, Replay replay, ReplayResult result, String error, List<Message> messages) {
        inFlight.result(result);
        if (replay.letter() == null && result == ReplayResult.REPLAYED) {
            return new AttemptResult.Done(messages);
        }
        String id = replay.letter() == null
                ? new LetterId(
                                inFlight.record().topic(),
                                inFlight.record().partition(),
                                inFlight.record().offset())
                        .toString()
                : replay.letter();
        Outcome outcome = new Outcome(replay.id(), result, error, replay.requested());
        List<Message> all = new ArrayList<>(messages);
        all.add(live.progress()
                .letter(id, replay.id(), OutcomeJson.write(outcome, live.clock().getAsLong())));
        return new AttemptResult.Done(all);
    }
}
