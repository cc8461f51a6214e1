package io.headrace.listener.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.headrace.listener.TableHandlers;
import io.headrace.listener.internal.runtime.InMemoryDelivery;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.RetryPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs handlers as a listener does, in memory and without brokers: in order, with retries, dead letters and duplicates, and on a
 * clock of its own, so that a pause takes no time. Each call returns when its change is finished.
 *
 * <pre>{@code
 * ListenerKit kit = ListenerKit.of("inventory.orders", Order.class, orders -> orders.onCreate(mailer::confirm));
 * kit.create(new Order(1, "NEW"));
 * kit.crash();                       // everything that was not committed comes again
 * assertThat(mailer.sent()).hasSize(1);
 * }</pre>
 *
 * Rows are maps by column, JSON objects, or objects of the handlers' class. Not thread-safe.
 */
public final class ListenerKit {
    private static final ObjectMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final String topic;
    private final String keyColumn;
    private final InMemoryDelivery delivery;
    private final EventBuilder events;
    private long offset;

    private ListenerKit(String table, String keyColumn, InMemoryDelivery delivery) {
        this.topic = "dbserver1." + table;
        this.keyColumn = keyColumn;
        this.delivery = delivery;
        this.events = EventBuilder.of(table, () -> Instant.ofEpochMilli(delivery.now()));
    }

    /** For a table whose key is the column {@code id}, with the default retries. */
    public static <T> ListenerKit of(String table, Class<T> rows, Consumer<TableHandlers<T>> handlers) {
        return of(table, "id", RetryPolicy.DEFAULT, rows, handlers);
    }

    /** @param table {@code database.table} */
    public static <T> ListenerKit of(
            String table, String keyColumn, RetryPolicy retry, Class<T> rows, Consumer<TableHandlers<T>> handlers) {
        return new ListenerKit(table, keyColumn, new InMemoryDelivery(TableHandlers.reaction(rows, handlers), retry));
    }

    public void create(Object row) {
        ObjectNode created = row(row);
        deliver(key(created), events.created(created));
    }

    public void update(Object before, Object after) {
        ObjectNode updated = row(after);
        deliver(key(updated), events.updated(row(before), updated));
    }

    /** The change and the tombstone that follows it. */
    public void delete(Object row) {
        ObjectNode deleted = row(row);
        deliver(key(deleted), events.deleted(deleted));
        deliver(key(deleted), null);
    }

    public void snapshot(Object row) {
        ObjectNode found = row(row);
        deliver(key(found), events.snapshot(found));
    }

    /** Both halves of a changed key. */
    public void changeKey(Object before, Object after) {
        ObjectNode old = row(before);
        ObjectNode updated = row(after);
        deliver(record(key(old), events.deleted(old), "__debezium.newkey", key(updated)));
        deliver(key(old), null);
        deliver(record(key(updated), events.created(updated), "__debezium.oldkey", key(old)));
    }

    public void truncate() {
        deliver(new ConsumerRecord<>(topic, 0, offset++, null, events.truncated()));
    }

    /** Any bytes, such as what a handler must survive. */
    public void raw(byte @Nullable [] key, byte @Nullable [] value) {
        deliver(key, value);
    }

    /** The source writes its last change once more, as it may after a crash of its own. */
    public void repeat() {
        delivery.repeatLast(offset++);
    }

    /** What is finished is committed: a crash does not bring it again. */
    public void commit() {
        delivery.commit();
    }

    /** The process dies, and everything since the last commit is delivered again to its successor. */
    public void crash() {
        delivery.crash();
    }

    /** The partition goes to another process in order: nothing is delivered again. */
    public void rebalance() {
        delivery.commit();
        delivery.crash();
    }

    /** What was published since the beginning, in order; what a crash took away before its commit is not among it. */
    public List<Message> published() {
        return delivery.published();
    }

    public List<Message> deadLetters() {
        return delivery.deadLetters();
    }

    /** Failed tries that were followed by another. */
    public int retries() {
        return delivery.retries();
    }

    private void deliver(byte @Nullable [] key, byte @Nullable [] value) {
        deliver(new ConsumerRecord<>(topic, 0, offset++, key, value));
    }

    private void deliver(ConsumerRecord<byte[], byte[]> record) {
        delivery.deliver(record);
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] key, byte[] value, String header, byte[] text) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, offset++, key, value);
        record.headers().add(header, text);
        return record;
    }

    private static ObjectNode row(Object row) {
        return row instanceof ObjectNode node ? node : ROWS.valueToTree(row);
    }

    private byte[] key(ObjectNode row) {
        JsonNode value = row.get(keyColumn);
        if (value == null) {
            throw new IllegalArgumentException("a row needs its key column " + keyColumn);
        }
        return ROWS.valueToTree(Map.of(keyColumn, value)).toString().getBytes(StandardCharsets.UTF_8);
    }
}
