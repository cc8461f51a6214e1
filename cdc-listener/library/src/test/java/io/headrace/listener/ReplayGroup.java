package io.headrace.listener;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headrace.listener.change.RowChange;
import io.headrace.listener.deadletter.LetterId;
import io.headrace.listener.deadletter.ReplayStatus;
import io.headrace.listener.deadletter.Selection;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Message;
import io.headrace.listener.reaction.ReactionFailure;
import io.headrace.listener.spi.ListenerStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;

/**
 * A group for one test of replays, with topics of its own on a real broker: the source that writes changes of orders, and
 * listeners that publish them. The target refuses every change until {@link #acceptChanges}. For the thread of the test;
 * the listeners' threads only deliver.
 */
final class ReplayGroup implements AutoCloseable {
    private static final Duration SOON = TestBroker.LIMIT;
    private static final AtomicInteger GROUPS = new AtomicInteger();

    private final Envelopes envelopes = Envelopes.create();
    private final List<ChangeListener> started = new ArrayList<>();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final TestBroker broker;
    private final String prefix;
    private final String group;
    private final Producer<byte[], byte[]> source;
    private volatile boolean targetRefuses = true;

    private ReplayGroup(TestBroker broker, int number, Producer<byte[], byte[]> source) {
        this.broker = broker;
        this.prefix = "r" + number;
        this.group = "rg" + number;
        this.source = source;
    }

    /** With its topics of changes and of events; that of its dead letters is the listeners' to create. */
    static ReplayGroup create(TestBroker broker) throws Exception {
        ReplayGroup created = new ReplayGroup(broker, GROUPS.incrementAndGet(), broker.producer());
        broker.createTopic(created.topic(), 3);
        broker.createTopic(created.eventTopic(), 1);
        return created;
    }

    /** Creates the topic of dead letters before a listener does, with a limit for what it takes. */
    void createDeadLetterTopic(int largestMessage) throws Exception {
        broker.createTopic(deadLetterTopic(), 1);
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry("max.message.bytes", Integer.toString(largestMessage)), AlterConfigOp.OpType.SET);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, deadLetterTopic());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(set))).all().get();
        }
    }

    /** Another listener of this group; the group closes it. */
    ChangeListener start(AfterDeadLetter after) {
        ChangeListener listener = ChangeListener.builder()
                .bootstrapServers(broker.address())
                .group(group)
                .topicPrefix(prefix)
                .afterDeadLetter(after)
                .table("inventory.orders", orders -> orders.publish(this::deliver))
                .build()
                .start();
        started.add(listener);
        return listener;
    }

    private List<Message> deliver(RowChange change) {
        JsonNode row = change.after().orElseThrow();
        String id = row.get("id").asLong() + "/" + row.get("version").asInt();
        if (targetRefuses) {
            throw new ReactionFailure(Failure.POISON, "refused", null);
        }
        delivered.add(id);
        return List.of(Message.of(eventTopic(), null, id.getBytes(StandardCharsets.UTF_8)));
    }

    void acceptChanges() {
        targetRefuses = false;
    }

    /** What the target took so far, as order/version. */
    List<String> delivered() {
        return delivered;
    }

    /** These versions of order 1. */
    void send(int first, int last) throws Exception {
        sendVersions(1, first, last);
    }

    void sendVersions(long id, int first, int last) throws Exception {
        for (int version = first; version <= last; version++) {
            byte[] value = envelopes.updated(
                    Envelopes.order(id, "NEW").put("version", version - 1),
                    Envelopes.order(id, "NEW").put("version", version));
            source.send(new ProducerRecord<>(topic(), Envelopes.key(id), value)).get();
        }
    }

    void sendCreated(long id, ObjectNode order) throws Exception {
        source.send(new ProducerRecord<>(topic(), Envelopes.key(id), envelopes.created(order)))
                .get();
    }

    /** The replay of this, once it is done. */
    static ReplayStatus finished(ChangeListener listener, Selection selection, double rate) {
        String id = listener.replays().start(selection, rate).request().id();
        await().atMost(SOON).until(() -> state(listener, id) == ReplayStatus.State.DONE);
        return listener.replays().find(id).orElseThrow();
    }

    static ReplayStatus.State state(ChangeListener listener, String id) {
        return listener.replays().find(id).orElseThrow().state();
    }

    static void awaitCommitted(ChangeListener listener, long records) {
        await().atMost(SOON)
                .until(() -> listener.status().partitions().stream()
                                        .mapToLong(ListenerStatus.PartitionStatus::committed)
                                        .sum()
                                == records
                        && listener.replays()
                                        .dryRun(new Selection.Source(new Selection.Beginning(), Optional.empty()))
                                        .selected()
                                == records);
    }

    /** The dead letters, once there are this many. */
    List<ConsumerRecord<String, String>> deadLetters(int count) {
        return broker.read(deadLetterTopic(), SOON, letters -> letters.size() >= count);
    }

    /** The ids of the dead letters, once there are this many. */
    List<String> letters(int count) {
        return deadLetters(count).stream()
                .map(letter -> new LetterId(letter.topic(), letter.partition(), letter.offset()).toString())
                .toList();
    }

    /** What was published, once there is this much. */
    List<String> events(int count) {
        return broker.read(eventTopic(), SOON, events -> events.size() >= count).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** Where the changes are. */
    String topic() {
        return prefix + ".inventory.orders";
    }

    private String eventTopic() {
        return "events-" + group;
    }

    private String deadLetterTopic() {
        return group + ".dead-letters";
    }

    @Override
    public void close() {
        started.forEach(ChangeListener::close);
        source.close();
    }
}
