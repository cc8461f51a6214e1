package io.headrace.listener.service.reaction;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decorates a reaction to log a line for each change that it publishes something for. */
public final class LoggedReaction implements Reaction {
    private static final Logger LOG = LoggerFactory.getLogger(LoggedReaction.class);

    private final String rule;
    private final Reaction reaction;

    private LoggedReaction(String rule, Reaction reaction) {
        this.rule = rule;
        this.reaction = reaction;
    }

    public static Reaction wrap(String rule, Reaction reaction) {
        return new LoggedReaction(rule, reaction);
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) throws Exception {
        return reaction.react(change).thenApply(messages -> {
            if (!messages.isEmpty()) {
                LOG.info("{}: {} for {}", rule, names(messages), ChangeSummary.of(change));
            }
            return messages;
        });
    }

    private static String names(List<Message> messages) {
        return messages.stream()
                .map(message -> {
                    byte[] type = message.headers().get(TopicReaction.EVENT_TYPE);
                    return type == null ? message.topic() : new String(type, StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining(", "));
    }
}
