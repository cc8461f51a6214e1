package io.headrace.listener.consume;

import io.headrace.listener.AfterDeadLetter;
import io.headrace.listener.Failure;
import io.headrace.listener.Message;
import io.headrace.listener.Reaction;
import io.headrace.listener.ReactionFailure;
import io.headrace.listener.RetryPolicy;
import io.headrace.listener.RowChange;
import io.headrace.listener.deadletter.DeadLetters;
import io.headrace.listener.decode.ChangeDecoder;
import io.headrace.listener.decode.NoEnvelopeException;
import io.headrace.listener.dispatch.Attempt;
import io.headrace.listener.dispatch.Verdict;
import io.headrace.listener.dispatch.Work;
import io.headrace.listener.progress.ProgressTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Tries a work: decodes it, drops what was seen, reacts, and judges a failure. Called by the workers.
 *
 * @param flatTopics for those whose records have no envelope
 * @param classify tells what a failure means
 * @param largestMessage in bytes: a larger one would hold up every other in its transaction, for good
 * @param random in [0, 1), for the pauses
 * @param clock milliseconds since the epoch
 */
record ChangeAttempt(
        ChangeDecoder decoder,
        FlatTopics flatTopics,
        Reaction reaction,
        Memories memories,
        Function<Throwable, Failure> classify,
        RetryPolicy retry,
        int largestMessage,
        DeadLetters deadLetters,
        AfterDeadLetter after,
        ProgressTopic progress,
        Observer observer,
        DoubleSupplier random,
        LongSupplier clock)
        implements Attempt {

    @Override
    public CompletionStage<Verdict> of(Work work, boolean sick) {
        if (work.replay() != null) {
            return new ReplayAttempt(this).of(work, work.replay());
        }
        if (work.cancelled()) {
            return done();
        }
        try {
            return change(work).map(change -> react(work, sick, change)).orElseGet(ChangeAttempt::done);
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(judge(work, sick, e));
        }
    }

    private Optional<RowChange> change(Work work) {
        Optional<RowChange> decoded;
        try {
            decoded = decode(work);
        } catch (RuntimeException e) {
            if (work.doneBefore()) {
                return Optional.empty();
            }
            throw e;
        }
        if (decoded.isEmpty() || work.attempts() > 0) {
            return decoded;
        }
        boolean isNew = memories.admit(work, decoded.get());
        if (work.doneBefore()) {
            return Optional.empty();
        }
        if (!isNew) {
            observer.duplicate(decoded.get());
            return Optional.empty();
        }
        if (memories.isParked(work)) {
            throw new ParkedException();
        }
        return decoded;
    }

    private Optional<RowChange> decode(Work work) {
        String topic = work.record().topic();
        try {
            Optional<RowChange> decoded = decoder.decode(work.record());
            if (decoded.isPresent()) {
                flatTopics.event(topic);
            }
            return decoded;
        } catch (NoEnvelopeException e) {
            throw flatTopics.row(topic, e);
        }
    }

    private CompletionStage<Verdict> react(Work work, boolean sick, RowChange change) {
        CompletionStage<List<Message>> reacting;
        try {
            reacting = reaction.react(change);
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(judge(work, sick, e));
        }
        return reacting.handle((messages, error) -> {
            if (error != null) {
                return judge(work, sick, cause(error));
            }
            if (areTooLarge(messages)) {
                return judge(work, sick, new ReactionFailure(Failure.POISON, tooLarge(messages), null));
            }
            observer.reacted(change);
            return messages.isEmpty() ? Verdict.DONE : new Verdict.Done(messages);
        });
    }

    static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    boolean areTooLarge(List<Message> messages) {
        return messages.stream().anyMatch(message -> message.size() > largestMessage);
    }

    String tooLarge(List<Message> messages) {
        int largest = messages.stream().mapToInt(Message::size).max().orElse(0);
        return "a message of " + largest + " bytes is larger than the " + largestMessage
                + " that may be published; raise the Kafka setting max.request.size, if the topic allows it";
    }

    private static CompletionStage<Verdict> done() {
        return CompletableFuture.completedFuture(Verdict.DONE);
    }

    private Verdict judge(Work work, boolean sick, Throwable error) {
        long now = clock.getAsLong();
        if (error instanceof ParkedException) {
            observer.deadLettered(work, error);
            memories.park(work);
            return new Verdict.Dead(List.of(
                    deadLetters.parked(work, now),
                    progress.park(work.lane(), work.record().offset())));
        }
        work.failed(now);
        Failure failure = classify.apply(error);
        if (failure == Failure.FATAL) {
            return new Verdict.Fatal(error);
        }
        boolean retriable = failure == Failure.RETRIABLE
                && !sick
                && retry.allows(work.attempts(), Duration.ofMillis(now - work.firstFailedAt()));
        if (retriable || failure == Failure.UNAVAILABLE) {
            return again(work, error);
        }
        observer.deadLettered(work, error);
        List<Message> messages = new ArrayList<>(2);
        messages.add(deadLetters.letter(work, error, now));
        if (after == AfterDeadLetter.PARK_KEY && work.lane().key() != null) {
            memories.park(work);
            messages.add(progress.park(work.lane(), work.record().offset()));
        }
        return new Verdict.Dead(messages);
    }

    Verdict again(Work work, Throwable error) {
        Duration pause = retry.pause(work.attempts(), random.getAsDouble());
        observer.retrying(work, error, pause);
        return new Verdict.Retry(pause.toMillis());
    }
}
