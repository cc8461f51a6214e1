package io.headrace.listener;

import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.SchemaChanged;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Chooses the reaction by the change's table. A table that nobody asked for may come by where topics are routed together: its
 * changes are passed over, which is told once. Thread-safe.
 */
final class TableReactions implements Reaction {
    private final Map<String, Reaction> tables;
    private final Consumer<String> tell;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    TableReactions(Map<String, Reaction> tables, Consumer<String> tell) {
        this.tables = Map.copyOf(tables);
        this.tell = tell;
    }

    @Override
    public CompletionStage<List<Message>> react(RowChange change) throws Exception {
        Reaction reaction = tables.get(change.table());
        if (reaction != null) {
            return reaction.react(change);
        }
        if (!(change instanceof SchemaChanged) && told.add(change.table())) {
            tell.accept("Changes of " + change.table() + " arrive in the topic "
                    + change.origin().topic()
                    + " and are skipped, because no reaction is configured for that table (tables whose names differ"
                    + " only in characters that a topic name can't contain share a topic); there are reactions for "
                    + String.join(", ", new TreeSet<>(tables.keySet())));
        }
        return CompletableFuture.completedFuture(List.of());
    }
}
