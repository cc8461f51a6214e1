package io.headrace.listener.service.reaction;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs a line for each change, without values of the row. */
public final class LogReaction implements Reaction {
    private static final Logger LOG = LoggerFactory.getLogger(LogReaction.class);

    private final String rule;

    public LogReaction(String rule) {
        this.rule = rule;
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) {
        LOG.info("{}: {}", rule, ChangeSummary.of(change));
        return CompletableFuture.completedFuture(List.of());
    }
}
