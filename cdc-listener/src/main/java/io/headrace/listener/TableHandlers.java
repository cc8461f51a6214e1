package io.headrace.listener;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The reactions to one table's changes. Each handler is as {@link Reaction} says: one key at a time and in order, many keys at
 * once. Operations without a handler are passed over; so are snapshots, unless {@link #onSnapshot} is given.
 *
 * @param <T> the class of a row: a record or bean that Jackson can read, or {@link com.fasterxml.jackson.databind.JsonNode}
 */
public final class TableHandlers<T> {

    /** Takes one row: the new one of a create or snapshot, the old one of a delete. */
    @FunctionalInterface
    public interface RowHandler<T> {
        void handle(T row, RowChange change) throws Exception;
    }

    /** Takes one row; the change is finished when the stage is. */
    @FunctionalInterface
    public interface AsyncRowHandler<T> {
        CompletionStage<?> handle(T row, RowChange change) throws Exception;
    }

    /** Takes the row before and after its update. */
    @FunctionalInterface
    public interface UpdateHandler<T> {
        void handle(T before, T after, RowChange change) throws Exception;
    }

    /** Takes the row before and after its update; the change is finished when the stage is. */
    @FunctionalInterface
    public interface AsyncUpdateHandler<T> {
        CompletionStage<?> handle(T before, T after, RowChange change) throws Exception;
    }

    /** Takes a change that has no row of its own. */
    @FunctionalInterface
    public interface ChangeHandler<C extends RowChange> {
        void handle(C change) throws Exception;
    }

    private final RowMapping<T> mapping;
    private final Map<Operation, Reaction> handlers = new EnumMap<>(Operation.class);
    private final List<Function<RowChange, List<Message>>> publishers = new ArrayList<>();

    TableHandlers(RowMapping<T> mapping) {
        this.mapping = mapping;
    }

    /** The one reaction that handlers make together, with rows as objects of a class. */
    public static <T> Reaction reaction(Class<T> rows, Consumer<TableHandlers<T>> handlers) {
        return reaction(new RowMapping<>(rows, RowMapping.DEFAULT), handlers);
    }

    static <T> Reaction reaction(RowMapping<T> mapping, Consumer<TableHandlers<T>> handlers) {
        return collect(mapping, handlers).reaction();
    }

    static <T> TableHandlers<T> collect(RowMapping<T> mapping, Consumer<TableHandlers<T>> handlers) {
        TableHandlers<T> collected = new TableHandlers<>(mapping);
        handlers.accept(collected);
        return collected;
    }

    public TableHandlers<T> onCreate(RowHandler<T> handler) {
        return onCreateAsync(blocking(handler));
    }

    public TableHandlers<T> onCreateAsync(AsyncRowHandler<T> handler) {
        return on(Operation.CREATE, oneRow(handler));
    }

    public TableHandlers<T> onUpdate(UpdateHandler<T> handler) {
        return onUpdateAsync((before, after, change) -> {
            handler.handle(before, after, change);
            return CompletableFuture.completedFuture(null);
        });
    }

    public TableHandlers<T> onUpdateAsync(AsyncUpdateHandler<T> handler) {
        return on(Operation.UPDATE, change -> {
            Updated updated = (Updated) change;
            T before = mapping.read(updated.old(), change);
            return nothingToPublish(handler.handle(before, mapping.read(updated.updated(), change), change));
        });
    }

    public TableHandlers<T> onDelete(RowHandler<T> handler) {
        return onDeleteAsync(blocking(handler));
    }

    public TableHandlers<T> onDeleteAsync(AsyncRowHandler<T> handler) {
        return on(Operation.DELETE, oneRow(handler));
    }

    /** Reacts to rows that a snapshot found, too. */
    public TableHandlers<T> onSnapshot(RowHandler<T> handler) {
        return on(Operation.SNAPSHOT, oneRow(blocking(handler)));
    }

    /** Reacts to a changed primary key. Without this handler such a change is passed over. */
    public TableHandlers<T> onKeyChange(ChangeHandler<KeyChanged> handler) {
        return on(Operation.KEY_CHANGE, change -> {
            handler.handle((KeyChanged) change);
            return nothing();
        });
    }

    public TableHandlers<T> onTruncate(ChangeHandler<Truncated> handler) {
        return on(Operation.TRUNCATE, change -> {
            handler.handle((Truncated) change);
            return nothing();
        });
    }

    /** Reacts to DDL of the table, which the listener then reads from the source's schema change topic. */
    public TableHandlers<T> onSchemaChange(ChangeHandler<SchemaChanged> handler) {
        return on(Operation.SCHEMA_CHANGE, change -> {
            handler.handle((SchemaChanged) change);
            return nothing();
        });
    }

    boolean hearsSchemaChanges() {
        return handlers.containsKey(Operation.SCHEMA_CHANGE);
    }

    /**
     * Publishes to Kafka, exactly once, for every change but those of snapshots and schemas, and after its handler succeeded. The function
     * is called for each try of a change, so it must have no effects.
     */
    public TableHandlers<T> publish(Function<RowChange, List<Message>> publisher) {
        publishers.add(publisher);
        return this;
    }

    private TableHandlers<T> on(Operation operation, Reaction reaction) {
        if (handlers.putIfAbsent(operation, reaction) != null) {
            throw new IllegalStateException("there is a handler for " + operation.key() + " already");
        }
        return this;
    }

    private Reaction oneRow(AsyncRowHandler<T> handler) {
        return change -> {
            ObjectNode row = change.row().orElseThrow();
            return nothingToPublish(handler.handle(mapping.read(row, change), change));
        };
    }

    private static <T> AsyncRowHandler<T> blocking(RowHandler<T> handler) {
        return (row, change) -> {
            handler.handle(row, change);
            return CompletableFuture.completedFuture(null);
        };
    }

    private static CompletionStage<List<Message>> nothingToPublish(CompletionStage<?> stage) {
        return stage.thenApply(done -> List.of());
    }

    private static CompletionStage<List<Message>> nothing() {
        return CompletableFuture.completedFuture(List.of());
    }

    Reaction reaction() {
        Map<Operation, Reaction> byOperation = new EnumMap<>(handlers);
        List<Function<RowChange, List<Message>>> publishing = List.copyOf(publishers);
        return change -> {
            Reaction handler = byOperation.get(change.operation());
            CompletionStage<List<Message>> handled = handler == null ? nothing() : handler.react(change);
            if (publishing.isEmpty() || change instanceof Snapshot || change instanceof SchemaChanged) {
                return handled;
            }
            return handled.thenApply(none -> publishing.stream()
                    .flatMap(publisher -> publisher.apply(change).stream())
                    .toList());
        };
    }
}
