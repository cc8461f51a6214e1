package io.headrace.listener.internal.dispatch;

import io.headrace.listener.reaction.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A work that left its lane.
 *
 * @param messages to be published together with its offset
 * @param fatal when it did not finish and the listener must stop
 */
public record SettledRecord(
        InFlightRecord work,
        List<Message> messages,
        @Nullable Throwable fatal) {}
