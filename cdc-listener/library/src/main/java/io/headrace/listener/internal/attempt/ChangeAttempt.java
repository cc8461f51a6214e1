package io.headrace.listener.internal.attempt;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.internal.deadletter.DeadLetters;
import io.headrace.listener.internal.dispatch.Attempt;
import io.headrace.listener.internal.dispatch.AttemptResult;
import io.headrace.listener.internal.dispatch.InFlightRecord;
import io.headrace.listener.internal.progress.ProgressTopic;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.listener.reaction.RetryPolicy;
import io.headrace.listener.spi.ChangeDecoder;
import io.headrace.listener.spi.ListenerObserver;
import io.headrace.listener.spi.NoEnvelopeException;
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
 * Tries a record: decodes it, drops what was seen, reacts, and judges a failure. Called by the workers.
 *
 * @param flatTopics for those whose records have no envelope
 * @param classify tells what a failure means
 * @param largestMessage in bytes: a larger one would hold up every other in its transaction, for good
 * @param random in [0, 1), for the pauses
 * @param clock milliseconds since the epoch
 */
public record ChangeAttempt(
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
        ListenerObserver observer,
        DoubleSupplier random,
        LongSupplier clock)
        implements Attempt {

    @Override
    public CompletionStage<AttemptResult> of(InFlightRecord inFlight, boolean sick) {
        if (inFlight.replay() != null) {
            return new ReplayAttempt(this).of(inFlight, inFlight.replay());
        }
        if (inFlight.cancelled()) {
            return done();
        }
        try {
            return change(inFlight).map(change -> react(inFlight, sick, change)).orElseGet(ChangeAttempt::done);
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(judge(inFlight, sick, e));
        }
    }

    private Optional<RowChange> change(InFlightRecord inFlight) {
        Optional<RowChange> decoded;
        try {
            decoded = decode(inFlight);
        } catch (RuntimeException e) {
            if (inFlight.doneBefore()) {
                return Optional.empty();
            }
            throw e;
        }
        if (decoded.isEmpty() || inFlight.attempts() > 0) {
            return decoded;
        }
        boolean isNew = memories.admit(inFlight, decoded.get());
        if (inFlight.doneBefore()) {
            return Optional.empty();
        }
        if (!isNew) {
            observer.duplicate(decoded.get());
            return Optional.empty();
        }
        if (memories.isParked(inFlight)) {
            throw new ParkedException();
        }
        return decoded;
    }

    private Optional<RowChange> decode(InFlightRecord inFlight) {
        String topic = inFlight.record().topic();
        try {
            Optional<RowChange> decoded = decoder.decode(inFlight.record());
            if (decoded.isPresent()) {
                flatTopics.event(topic);
            }
            return decoded;
        } catch (NoEnvelopeException e) {
            throw flatTopics.row(topic, e);
        }
    }

    private CompletionStage<AttemptResult> react(InFlightRecord inFlight, boolean sick, RowChange change) {
        CompletionStage<List<Message>> reacting;
        try {
            reacting = reaction.react(change);
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(judge(inFlight, sick, e));
        }
        return reacting.handle((messages, error) -> {
            if (error != null) {
                return judge(inFlight, sick, cause(error));
            }
            if (areTooLarge(messages)) {
                return judge(inFlight, sick, new ReactionFailure(Failure.POISON, tooLarge(messages), null));
            }
            observer.reacted(change);
            return messages.isEmpty() ? AttemptResult.DONE : new AttemptResult.Done(messages);
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

    private static CompletionStage<AttemptResult> done() {
        return CompletableFuture.completedFuture(AttemptResult.DONE);
    }

    private AttemptResult judge(InFlightRecord inFlight, boolean sick, Throwable error) {
        long now = clock.getAsLong();
        if (error instanceof ParkedException) {
            observer.deadLettered(inFlight.failure(), error);
            memories.park(inFlight);
            return new AttemptResult.Dead(List.of(
                    deadLetters.parked(inFlight, now),
                    progress.park(inFlight.lane(), inFlight.record().offset())));
        }
        inFlight.failed(now);
        Failure failure = classify.apply(error);
        if (failure == Failure.FATAL) {
            return new AttemptResult.Fatal(error);
        }
        boolean retriable = failure == Failure.RETRIABLE
                && !sick
                && retry.allows(inFlight.attempts(), Duration.ofMillis(now - inFlight.firstFailedAt()));
        if (retriable || failure == Failure.UNAVAILABLE) {
            return again(inFlight, error);
        }
        observer.deadLettered(inFlight.failure(), error);
        List<Message> messages = new ArrayList<>(2);
        messages.add(deadLetters.letter(inFlight, error, now));
        if (after == AfterDeadLetter.PARK_KEY && inFlight.lane().key() != null) {
            memories.park(inFlight);
            messages.add(progress.park(inFlight.lane(), inFlight.record().offset()));
        }
        return new AttemptResult.Dead(messages);
    }

    AttemptResult again(InFlightRecord inFlight, Throwable error) {
        Duration pause = retry.pause(inFlight.attempts(), random.getAsDouble());
        observer.retrying(inFlight.failure(), error, pause);
        return new AttemptResult.Retry(pause.toMillis());
    }
}
