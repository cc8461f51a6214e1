package io.headrace.listener.dispatch;

import io.headrace.listener.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A work that left its lane.
 *
 * @param messages to be published together with its offset
 * @param fatal when it did not finish and the listener must stop
 */
public record Settlement(
        Work work, List<Message> messages, @Nullable Throwable fatal) {}
