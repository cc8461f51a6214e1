package io.headrace.search.failure;

import io.headrace.search.config.WriteSettings.Malformed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that can't be written: dead letters, nothing, or the end of the task. When record after record
 * fails for one reason and none succeeds, the reason is not in the records: the task stops then, and the dead letters
 * stay empty, which is why a report waits until some record has succeeded, another reason comes up, or time has passed.
 * Used by the task thread only.
 */
public final class RecordErrors {
    private static final Logger LOG = LoggerFactory.getLogger(RecordErrors.class);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Malformed policy;
    private final int breaker;
    private final @Nullable ErrantRecordReporter reporter;
    private final Predicate<String> sharesTask;
    private final Set<String> hopeless = new HashSet<>();
    private final Deque<RecordError> held = new ArrayDeque<>();
    private final Deque<Reported> reported = new ArrayDeque<>();
    private long count;

    /**
     * @param breaker how many failures alike, with no success between them, mean that no record is to blame
     * @param reporter must be there when the policy is to report
     */
    public RecordErrors(Malformed policy, int breaker, @Nullable ErrantRecordReporter reporter) {
        this(policy, breaker, reporter, topic -> false);
    }

    /** @param sharesTask whether other topics would stop with this one */
    public RecordErrors(
            Malformed policy, int breaker, @Nullable ErrantRecordReporter reporter, Predicate<String> sharesTask) {
        this.sharesTask = sharesTask;
        this.policy = policy;
        this.breaker = breaker;
        this.reporter = reporter;
    }

    /**
     * One record that failed.
     *
     * @param reason what failures are alike by
     * @param ofTheTarget whether the index is to blame, so that no record may ever be given up for it
     * @param successesBefore how many records had succeeded when this one failed
     * @param done to be run when the record needs no more attention
     * @param topic whose records are to blame, and not what they share with others; null when that is not known
     */
    public record RecordError(
            @Nullable SinkRecord record,
            ConnectException error,
            String reason,
            boolean ofTheTarget,
            long successesBefore,
            Runnable done,
            @Nullable String topic) {
        public RecordError(
                @Nullable SinkRecord record,
                ConnectException error,
                String reason,
                boolean ofTheTarget,
                long successesBefore,
                Runnable done) {
            this(record, error, reason, ofTheTarget, successesBefore, done, null);
        }
    }

    private record Reported(RecordError error, Future<Void> receipt) {}

    private long heldSince;

    public void add(RecordError error, long now) {
        count++;
        if (policy == Malformed.FAIL) {
            throw error.error();
        }
        releaseUnlike(error.successesBefore());
        RecordError first = held.peekFirst();
        if (first != null && !first.reason().equals(error.reason())) {
            release(held.size());
        }
        if (held.isEmpty()) {
            heldSince = now;
        }
        held.add(error);
        String topic = error.topic();
        long alike = held.stream()
                .filter(each -> Objects.equals(each.topic(), topic))
                .count();
        if (topic != null && (hopeless.contains(topic) || (alike >= breaker && sharesTask.test(topic)))) {
            giveUp(topic, error);
        } else if (alike >= breaker) {
            throw alike(error, held.size());
        }
    }

    /** None of its records can be written, and other topics wait behind it: they go on without it. */
    private void giveUp(String topic, RecordError error) {
        if (hopeless.add(topic)) {
            LOG.error(
                    "No record of topic {} can be a document, {} in a row for one reason. They go to the dead letters, or are left"
                            + " out; the other topics go on. Give its table a primary key (or the topic keys), set"
                            + " topic.key.ignore={}, or take the topic out of the connector. The last one: {}",
                    topic,
                    held.size(),
                    topic,
                    error.error().getMessage());
        }
        release(held.size());
    }

    /**
     * Lets go what has waited long enough, and finishes what the dead letter topic has.
     *
     * @param successes how many records have succeeded so far
     */
    public void settle(long successes, long now) {
        releaseUnlike(successes);
        RecordError first = held.peekFirst();
        if (first != null && now - heldSince > PATIENCE_NANOS) {
            if (first.ofTheTarget()) {
                throw alike(first, held.size());
            }
            release(held.size());
        }
        while (!reported.isEmpty() && reported.peek().receipt().isDone()) {
            finish(reported.remove());
        }
    }

    public long count() {
        return count;
    }

    /** Lets go those that a success has followed. */
    private void releaseUnlike(long successes) {
        int followed = 0;
        for (RecordError error : held) {
            followed += error.successesBefore() < successes ? 1 : 0;
        }
        release(followed);
    }

    private void release(int howMany) {
        for (int i = 0; i < howMany; i++) {
            RecordError error = held.remove();
            if (error.ofTheTarget()) {
                throw alike(error, 1);
            }
            if (policy == Malformed.IGNORE || reporter == null || error.record() == null) {
                LOG.debug("Left out: {}", error.error().getMessage());
                error.done().run();
            } else {
                reported.add(new Reported(error, report(reporter, error, error.record())));
            }
        }
    }

    /**
     * Connect's reporter forgets a letter that its producer refuses at once, as one that is too large or whose topic it
     * can't find: it only logs that, and its receipt says done (seen in Connect 3.9 to 4.3: only reports under way are waited
     * for). But no broker answers before the call returns; once in a while a thread is held up so long, not twice in a row.
     */
    private static Future<Void> report(ErrantRecordReporter reporter, RecordError error, SinkRecord record) {
        Future<Void> receipt = reporter.report(record, error.error());
        if (receipt.isDone()) {
            receipt = reporter.report(record, error.error());
            if (receipt.isDone()) {
                throw unwritten(
                        error, "Connect's log says why under \"Could not produce message to dead letter queue\"", null);
            }
        }
        return receipt;
    }

    private static ConnectException unwritten(RecordError error, String why, @Nullable Throwable cause) {
        return new ConnectException(
                "A record was refused, and its dead letter could not be written either: " + why
                        + ". Its offset is not passed. Where the record is large, the producer of the dead letters needs"
                        + " producer.override.max.request.size in the connector (1 MB otherwise) and the dead letter topic"
                        + " max.message.bytes as large as the source's, and a little more for the headers; else look at the"
                        + " topic and the rights of the worker. Then restart the task. The record: "
                        + error.error().getMessage(),
                cause == null ? error.error() : cause);
    }

    private static void finish(Reported reported) {
        try {
            reported.receipt().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while a record went to the dead letter topic", e);
        } catch (ExecutionException e) {
            throw unwritten(reported.error(), String.valueOf(e.getCause()), e.getCause());
        }
        reported.error().done().run();
    }

    private static ConnectException alike(RecordError error, int times) {
        return new ConnectException(
                times + " record(s) in a row failed for one reason, which therefore is not in the records; none of them"
                        + " was given up. Correct the target or the configuration, then restart the task. The last one: "
                        + error.error().getMessage(),
                error.error());
    }
}
