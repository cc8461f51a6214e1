package io.headrace.listener.service.reaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on the changes that pass a filter. A column of the filter that rows don't have is logged once. Thread-safe. */
public final class FilteredReaction implements Reaction {
    private static final Logger LOG = LoggerFactory.getLogger(FilteredReaction.class);

    private final String rule;
    private final Filter filter;
    private final Reaction reaction;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private final Consumer<String> tell;

    private FilteredReaction(String rule, Filter filter, Reaction reaction, Consumer<String> tell) {
        this.rule = rule;
        this.filter = filter;
        this.reaction = reaction;
        this.tell = tell;
    }

    public static Reaction wrap(String rule, Filter filter, Reaction reaction) {
        return wrap(rule, filter, reaction, LOG::warn);
    }

    static Reaction wrap(String rule, Filter filter, Reaction reaction, Consumer<String> tell) {
        return new FilteredReaction(rule, filter, reaction, tell);
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) throws Exception {
        change.row().ifPresent(row -> tellMissing(row, change));
        return filter.matches(change) ? reaction.react(change) : CompletableFuture.completedFuture(List.of());
    }

    private void tellMissing(ObjectNode row, RowChange change) {
        for (String column : filter.missingFrom(row)) {
            if (told.add(column)) {
                List<String> columns = new ArrayList<>();
                row.fieldNames().forEachRemaining(columns::add);
                tell.accept("The filter of " + rule + " names the column " + column + ", which " + change.table()
                        + " does not have, so it never matches; there are " + String.join(", ", columns));
            }
        }
    }
}
