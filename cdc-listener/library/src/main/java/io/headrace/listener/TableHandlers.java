package io.headrace.listener;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.Created;
import io.headrace.listener.change.Deleted;
import io.headrace.listener.change.KeyChanged;
import io.headrace.listener.change.Operation;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.change.SchemaChanged;
import io.headrace.listener.change.Snapshot;
import io.headrace.listener.change.Truncated;
import io.headrace.listener.change.Updated;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.Reaction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The handlers of one table's changes.
 *
 * <p><b>Order and threads.</b> Handlers run on the listener's workers: one change of a key at a time and in order, many keys
 * at once. A handler may block; the {@code Async} ones return at once and complete their stage later, which keeps the key
 * waiting until then.
 *
 * <p><b>What is not handled.</b> Operations without a handler are passed over, and count as done; what is published for
 * them, is. Rows of a snapshot are passed over too, unless {@link #onSnapshot} is given.
 *
 * <p><b>Errors.</b> What a handler throws, or its stage fails with, is classified as
 * {@link io.headrace.listener.reaction.Failure} says: retried, sent to the dead letters, or fatal for the listener. A row that does not fit the class {@code T} is
 * {@link io.headrace.listener.reaction.Failure#POISON}: by default it goes to the dead letters at once.
 *
 * <p><b>Redelivery.</b> After a crash a change can be handled again, with the same {@link RowChange#idempotencyKey()}.
 *
 * <p>An operation has one handler, blocking or {@code Async}; a second one is refused with an {@link IllegalStateException}. Not thread-safe: it is filled within {@link ChangeListenerBuilder#table}.
 *
 * @param <T> the class of a row: a record or bean that Jackson can read, or {@link com.fasterxml.jackson.databind.JsonNode}
 */
public final class TableHandlers<T> {

    /** Takes one row: the new one of a create or snapshot, the old one of a delete. */
    @FunctionalInterface
    public interface RowHandler<T> {
        void handle(T row, RowChange change) throws Exception;
    }

    /** Takes one row; the change is done when the stage is. */
    @FunctionalInterface
    public interface AsyncRowHandler<T> {
        CompletionStage<?> handle(T row, RowChange change) throws Exception;
    }

    /** Takes the row before and after its update. */
    @FunctionalInterface
    public interface UpdateHandler<T> {
        void handle(T before, T after, RowChange change) throws Exception;
    }

    /** Takes the row before and after its update; the change is done when the stage is. */
    @FunctionalInterface
    public interface AsyncUpdateHandler<T> {
        CompletionStage<?> handle(T before, T after, RowChange change) throws Exception;
    }

    /** Takes a change that has no row of its own. */
    @FunctionalInterface
    public interface ChangeHandler<C extends RowChange> {
        void handle(C change) throws Exception;
    }

    /** Handles one kind of change. */
    @FunctionalInterface
    private interface Handler<C extends RowChange> {
        CompletionStage<?> handle(C change) throws Exception;
    }

    private final RowMapping<T> mapping;
    private final Set<Operation> handled = EnumSet.noneOf(Operation.class);
    private final List<Function<RowChange, List<Message>>> publishers = new ArrayList<>();
    private Handler<Created> created = passOver();
    private Handler<Updated> updated = passOver();
    private Handler<Deleted> deleted = passOver();
    private Handler<Snapshot> snapshot = passOver();
    private Handler<KeyChanged> keyChanged = passOver();
    private Handler<Truncated> truncated = passOver();
    private Handler<SchemaChanged> schemaChanged = passOver();

    TableHandlers(RowMapping<T> mapping) {
        this.mapping = mapping;
    }

    /** The one reaction that handlers make together, with rows as objects of a class: for tests of handlers. */
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

    /** Handles inserted rows. */
    public TableHandlers<T> onCreate(RowHandler<T> handler) {
        return onCreateAsync(blocking(handler));
    }

    /** Handles inserted rows; the change is done when the stage is. */
    public TableHandlers<T> onCreateAsync(AsyncRowHandler<T> handler) {
        created = first(Operation.CREATE, change -> handler.handle(row(change.inserted(), change), change));
        return this;
    }

    /** Handles rows that were updated and kept their key. */
    public TableHandlers<T> onUpdate(UpdateHandler<T> handler) {
        return onUpdateAsync((before, after, change) -> {
            handler.handle(before, after, change);
            return done();
        });
    }

    /** Handles rows that were updated and kept their key; the change is done when the stage is. */
    public TableHandlers<T> onUpdateAsync(AsyncUpdateHandler<T> handler) {
        updated = first(
                Operation.UPDATE,
                change -> handler.handle(row(change.old(), change), row(change.updated(), change), change));
        return this;
    }

    /** Handles deleted rows, with the row as it was. */
    public TableHandlers<T> onDelete(RowHandler<T> handler) {
        return onDeleteAsync(blocking(handler));
    }

    /** Handles deleted rows, with the row as it was; the change is done when the stage is. */
    public TableHandlers<T> onDeleteAsync(AsyncRowHandler<T> handler) {
        deleted = first(Operation.DELETE, change -> handler.handle(row(change.deleted(), change), change));
        return this;
    }

    /** Handles rows that a snapshot found, too: nothing happened to them. */
    public TableHandlers<T> onSnapshot(RowHandler<T> handler) {
        AsyncRowHandler<T> blocking = blocking(handler);
        snapshot = first(Operation.SNAPSHOT, change -> blocking.handle(row(change.found(), change), change));
        return this;
    }

    /** Handles changed primary keys, each once. */
    public TableHandlers<T> onKeyChange(ChangeHandler<KeyChanged> handler) {
        keyChanged = first(Operation.KEY_CHANGE, blocking(handler));
        return this;
    }

    /** Handles TRUNCATE, which the source leaves out unless it is set to {@code skipped.operations=none}. */
    public TableHandlers<T> onTruncate(ChangeHandler<Truncated> handler) {
        truncated = first(Operation.TRUNCATE, blocking(handler));
        return this;
    }

    /** Handles DDL of the table, which the listener then reads from the source's schema change topic. */
    public TableHandlers<T> onSchemaChange(ChangeHandler<SchemaChanged> handler) {
        schemaChanged = first(Operation.SCHEMA_CHANGE, blocking(handler));
        return this;
    }

    /**
     * Publishes to Kafka, exactly once, for every change but those of snapshots and schemas, after its handler succeeded. May
     * be called several times: the messages of all functions are published, in that order.
     *
     * @param publisher called for each attempt at a change, so it must have no effects of its own; by a worker, or by the thread
     *     that completed the handler's stage
     */
    public TableHandlers<T> publish(Function<RowChange, List<Message>> publisher) {
        publishers.add(publisher);
        return this;
    }

    boolean hearsSchemaChanges() {
        return handled.contains(Operation.SCHEMA_CHANGE);
    }

    private <C extends RowChange> Handler<C> first(Operation operation, Handler<C> handler) {
        if (!handled.add(operation)) {
            throw new IllegalStateException("there is a handler for " + operation.key() + " already");
        }
        return handler;
    }

    private T row(ObjectNode row, RowChange change) {
        return mapping.read(row, change);
    }

    private static <T> AsyncRowHandler<T> blocking(RowHandler<T> handler) {
        return (row, change) -> {
            handler.handle(row, change);
            return done();
        };
    }

    private static <C extends RowChange> Handler<C> blocking(ChangeHandler<C> handler) {
        return change -> {
            handler.handle(change);
            return done();
        };
    }

    private static <C extends RowChange> Handler<C> passOver() {
        return change -> done();
    }

    private static CompletionStage<?> done() {
        return CompletableFuture.completedFuture(null);
    }

    Reaction reaction() {
        return new HandledTable(
                created, updated, deleted, snapshot, keyChanged, truncated, schemaChanged, List.copyOf(publishers));
    }

    /** The handlers as one reaction. */
    private record HandledTable(
            Handler<Created> created,
            Handler<Updated> updated,
            Handler<Deleted> deleted,
            Handler<Snapshot> snapshot,
            Handler<KeyChanged> keyChanged,
            Handler<Truncated> truncated,
            Handler<SchemaChanged> schemaChanged,
            List<Function<RowChange, List<Message>>> publishers)
            implements Reaction, RowChange.Visitor<CompletionStage<List<Message>>> {

        @Override
        public CompletionStage<List<Message>> react(RowChange change) throws Exception {
            return change.accept(this);
        }

        @Override
        public CompletionStage<List<Message>> created(Created change) throws Exception {
            return published(created.handle(change), change);
        }

        @Override
        public CompletionStage<List<Message>> updated(Updated change) throws Exception {
            return published(updated.handle(change), change);
        }

        @Override
        public CompletionStage<List<Message>> deleted(Deleted change) throws Exception {
            return published(deleted.handle(change), change);
        }

        @Override
        public CompletionStage<List<Message>> snapshot(Snapshot change) throws Exception {
            return snapshot.handle(change).thenApply(done -> List.of());
        }

        @Override
        public CompletionStage<List<Message>> keyChanged(KeyChanged change) throws Exception {
            return published(keyChanged.handle(change), change);
        }

        @Override
        public CompletionStage<List<Message>> truncated(Truncated change) throws Exception {
            return published(truncated.handle(change), change);
        }

        @Override
        public CompletionStage<List<Message>> schemaChanged(SchemaChanged change) throws Exception {
            return schemaChanged.handle(change).thenApply(done -> List.of());
        }

        private CompletionStage<List<Message>> published(CompletionStage<?> handled, RowChange change) {
            return publishers.isEmpty()
                    ? handled.thenApply(done -> List.of())
                    : handled.thenApply(done -> messages(change));
        }

        private List<Message> messages(RowChange change) {
            return publishers.stream()
                    .flatMap(publisher -> publisher.apply(change).stream())
                    .toList();
        }
    }
}
