package io.headrace.listener.internal.dispatch;

import io.headrace.listener.reaction.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that left its lane.
 *
 * @param messages to be published together with its offset
 * @param fatal when it did not finish and the listener must stop
 */
public record SettledRecord(
        InFlightRecord inFlight,
        List<Message> messages,
        @Nullable Throwable fatal) {}
