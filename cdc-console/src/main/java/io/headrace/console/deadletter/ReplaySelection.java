package io.headrace.console.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * Which dead letters to replay.
 *
 * @param id only this one; null for more
 * @param group only those of this error class; null for all
 * @param connector only those of this sink; null for all
 */
public record ReplaySelection(
        @Nullable String id,
        @Nullable String group,
        @Nullable String connector) {

    boolean wants(SinkDeadLetter letter) {
        return (id == null || id.equals(letter.id()))
                && (group == null || group.equals(letter.error().group()));
    }
}
