package io.headrace.listener.internal.consume;

import io.headrace.listener.internal.dispatch.Attempt;
import io.headrace.listener.internal.dispatch.AttemptResult;
import io.headrace.listener.reaction.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Mistakes that the simulation must find, each put in at one of the ends of the code under test. */
enum PlantedBug {
    NONE,
    /** Offsets are committed up to what was read. */
    COMMIT_PAST_A_GAP,
    /** The records of a failed key are let by while it waits for its retry. */
    RETRY_OUT_OF_ORDER,
    /** Partitions that were given back are kept. */
    KEEP_REVOKED_PARTITIONS,
    /** Dead letters are not written. */
    LOSE_DEAD_LETTERS,
    /** What is finished beyond the offset is not kept. */
    LOSE_PROGRESS,
    /** A restart takes everything that was read for finished. */
    RESTORE_TOO_MUCH,
    /** A commit that failed is taken for one that succeeded. */
    SWALLOW_FAILED_COMMIT,
    /** Events are published even if their transaction fails. */
    PUBLISH_OUTSIDE_OF_TRANSACTION,
    /** What the source writes twice is not recognised. */
    FORGET_SEEN_POSITIONS,
    /** A new owner does not know which keys are parked. */
    FORGET_PARKED_KEYS,
    /** A new owner begins after the committed offset. */
    READ_FROM_BEYOND_THE_COMMIT,
    /** Partitions are not given back while a commit hangs. */
    WAIT_FOR_A_COMMIT_WITHOUT_A_DEADLINE;

    Map<TopicPartition, Long> offsets(Map<TopicPartition, Long> offsets, SimulatedConsumer consumer) {
        if (this != COMMIT_PAST_A_GAP) {
            return offsets;
        }
        Map<TopicPartition, Long> beyond = new HashMap<>();
        offsets.forEach((partition, offset) -> beyond.put(
                partition,
                consumer.assignment().contains(partition) ? Math.max(offset, consumer.position(partition)) : offset));
        return beyond;
    }

    List<Message> messages(List<Message> messages) {
        String lost = switch (this) {
            case LOSE_DEAD_LETTERS -> "dead";
            case LOSE_PROGRESS -> "progress";
            default -> "";
        };
        return messages.stream()
                .filter(message -> !message.topic().equals(lost))
                .toList();
    }

    /** What a new owner reads of a record of the progress topic, or null for nothing. */
    @Nullable
    Message restored(Message message) {
        if (this == FORGET_PARKED_KEYS && text(message.key()).contains("parked")) {
            return null;
        }
        if (this == RESTORE_TOO_MUCH && message.value() != null) {
            String value = text(message.value()).replaceFirst("\"open\":\\[.*?]", "\"open\":[]");
            return Message.of(message.topic(), message.key(), value.getBytes(StandardCharsets.UTF_8));
        }
        return message;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Attempt wrap(Attempt attempt, List<Runnable> later) {
        if (this != RETRY_OUT_OF_ORDER) {
            return attempt;
        }
        return (inFlight, sick) -> attempt.of(inFlight, sick).thenCompose(verdict -> {
            if (verdict instanceof AttemptResult.Retry) {
                later.add(() -> attempt.of(inFlight, sick));
                return CompletableFuture.completedFuture(AttemptResult.DONE);
            }
            return CompletableFuture.completedFuture(verdict);
        });
    }
}
