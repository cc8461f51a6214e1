package io.headrace.listener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.listener.internal.decode.JsonChangeDecoder;
import io.headrace.listener.internal.runtime.ListenerRuntime;
import io.headrace.listener.reaction.AfterDeadLetter;
import io.headrace.listener.reaction.Failure;
import io.headrace.listener.reaction.Reaction;
import io.headrace.listener.reaction.RetryPolicy;
import io.headrace.listener.spi.ChangeDecoder;
import io.headrace.listener.spi.ListenerObserver;
import io.headrace.listener.spi.ListenerSettings;
import io.headrace.listener.spi.TopicName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.admin.NewTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects what a {@link ChangeListener} needs: brokers, a group and at least one table.
 *
 * <pre>{@code
 * try (ChangeListener listener = ChangeListener.builder()
 *         .bootstrapServers("localhost:9092")
 *         .group("mailer")
 *         .table("inventory.orders", Order.class, orders -> orders.onCreate((order, change) -> mail.confirm(order)))
 *         .build()
 *         .start()) {
 *     listener.awaitEnd(Duration.ofDays(365));
 * }
 * }</pre>
 *
 * Of a setting that is given several times the last value counts; tables, Kafka settings and topics to create add up. Values
 * are checked by {@link #build()}, but for a table's name. None may be null. Not thread-safe; each {@link #build()} makes
 * another listener from what is set then.
 */
public final class ChangeListenerBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

    private final Map<String, String> kafka = new HashMap<>();
    private final Map<String, Reaction> tables = new LinkedHashMap<>();
    private final List<NewTopic> published = new ArrayList<>();
    private boolean schemaChanges;
    private String group = "";
    private Optional<String> instance = Optional.empty();
    private String topicPrefix = "dbserver1";
    private int concurrency = ListenerSettings.DEFAULT_CONCURRENCY;
    private int maxInFlight = ListenerSettings.DEFAULT_MAX_IN_FLIGHT;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private AfterDeadLetter afterDeadLetter = AfterDeadLetter.CONTINUE;
    private Optional<String> deadLetterTopic = Optional.empty();
    private Optional<String> progressTopic = Optional.empty();
    private Duration drainWithin = ListenerSettings.DEFAULT_DRAIN_WITHIN;
    private ListenerSettings.Start start = ListenerSettings.Start.EARLIEST;
    private int rememberRecords = ListenerSettings.DEFAULT_REMEMBER_RECORDS;
    private ObjectMapper mapper = RowMapping.DEFAULT;
    private ChangeDecoder decoder = new JsonChangeDecoder();
    private Function<Throwable, Failure> classify = Failure::of;
    private ListenerObserver observer = new ListenerObserver() {};

    ChangeListenerBuilder() {}

    /**
     * Where the brokers are. Needed, here or as {@code bootstrap.servers} in {@link #kafka}.
     * <pre>{@code .bootstrapServers("kafka-1:9092,kafka-2:9092")}</pre>
     *
     * @param servers {@code host:port} of one or more brokers, separated by commas
     */
    public ChangeListenerBuilder bootstrapServers(String servers) {
        kafka.put("bootstrap.servers", servers);
        return this;
    }

    /**
     * Settings of the Kafka clients, such as those of security; they are added to earlier ones. Those on which correctness depends
     * are ignored: {@code isolation.level}, {@code enable.auto.commit}, {@code auto.offset.reset},
     * {@code allow.auto.create.topics}, {@code max.poll.records}, {@code group.id}, {@code group.instance.id} where
     * {@link #instance} is set, {@code transactional.id}, {@code acks} and {@code enable.idempotence}.
     * {@code group.protocol=consumer} chooses the newer rebalance protocol, and {@code max.request.size} how large a published
     * message may be (1 MB by default).
     * <pre>{@code .kafka(Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512"))}</pre>
     */
    public ChangeListenerBuilder kafka(Map<String, String> settings) {
        kafka.putAll(settings);
        return this;
    }

    /**
     * The consumer group. Needed. Listeners of one group share the changes, each group sees all of them. It also names the
     * dead-letter topic {@code <name>.dead-letters}, the topic {@code <name>.progress}, and the transactional ids, which start
     * with it.
     * <pre>{@code .group("mailer")}</pre>
     *
     * @param name letters, digits, dots, dashes and underscores, no more than 236 of them
     */
    public ChangeListenerBuilder group(String name) {
        group = name;
        return this;
    }

    /**
     * Names this process within its group, so that after a crash it goes on at once, without the 10 seconds in which the group
     * waits for it (or as long as the broker says, with {@code group.protocol=consumer}). By default each start has a name of its
     * own.
     * <pre>{@code .instance(System.getenv("HOSTNAME"))}</pre>
     *
     * @param name no two running processes of a group may have the same: one of them is fenced and stops
     */
    public ChangeListenerBuilder instance(String name) {
        instance = Optional.of(name);
        return this;
    }

    /**
     * The source connector's {@code topic.prefix}, {@code dbserver1} by default. Topics are {@code <prefix>.<database>.<table>},
     * made from the last prefix that is set before {@link #build()}.
     * <pre>{@code .topicPrefix("shop")}</pre>
     */
    public ChangeListenerBuilder topicPrefix(String prefix) {
        topicPrefix = prefix;
        return this;
    }

    /**
     * Reacts to a table, with rows as objects of a class. Columns in snake case fit properties in camel case, unless another
     * {@link #mapper} was given before.
     *
     * <pre>{@code
     * .table("inventory.orders", Order.class, orders -> orders.onCreate((order, change) -> mail.confirm(order)))
     * }</pre>
     *
     * @param table {@code database.table} as MySQL writes the names
     * @param handlers called once, at once
     * @throws IllegalArgumentException when the table is not {@code database.table}
     * @throws IllegalStateException when the table has handlers already
     */
    public <T> ChangeListenerBuilder table(String table, Class<T> rows, Consumer<TableHandlers<T>> handlers) {
        TableHandlers<T> collected = TableHandlers.collect(new RowMapping<>(rows, mapper), handlers);
        schemaChanges |= collected.hearsSchemaChanges();
        return reaction(table, collected.reaction());
    }

    /**
     * Reacts to a table, with rows as JSON: numbers keep every digit, and types are as the source's JSON has them.
     *
     * <pre>{@code
     * .table("inventory.orders", orders -> orders.onDelete((order, change) -> archive.add(order.get("id").asLong())))
     * }</pre>
     *
     * @param table {@code database.table} as MySQL writes the names
     * @param handlers called once, at once
     * @throws IllegalArgumentException when the table is not {@code database.table}
     * @throws IllegalStateException when the table has handlers already
     */
    public ChangeListenerBuilder table(String table, Consumer<TableHandlers<JsonNode>> handlers) {
        return table(table, JsonNode.class, handlers);
    }

    /**
     * Reacts to a table by one function over all its changes, those of snapshots among them. Workers call
     * it; a change is done when the stage is, see {@link Reaction}.
     *
     * <pre>{@code
     * .reaction("inventory.orders", change -> warehouse.send(change).thenApply(sent -> List.of()))
     * }</pre>
     *
     * @param table {@code database.table} as MySQL writes the names
     * @throws IllegalArgumentException when the table is not {@code database.table}
     * @throws IllegalStateException when the table has handlers already
     */
    public ChangeListenerBuilder reaction(String table, Reaction reaction) {
        int dot = table.indexOf('.');
        if (dot < 1 || dot == table.length() - 1) {
            throw new IllegalArgumentException("needs database.table for a table, but is " + table);
        }
        if (tables.putIfAbsent(table, reaction) != null) {
            throw new IllegalStateException("there are handlers for the table " + table + " already");
        }
        return this;
    }

    /**
     * Reads the source's schema change topic too, so that a {@link #reaction} gets the
     * {@link io.headrace.listener.change.SchemaChanged} of its table. {@link TableHandlers#onSchemaChange} does this by itself.
     * <pre>{@code .schemaChanges().reaction("inventory.orders", this::migrate)}</pre>
     */
    public ChangeListenerBuilder schemaChanges() {
        schemaChanges = true;
        return this;
    }

    /**
     * Creates a topic that reactions publish to, when it does not exist at the start, with the brokers' default replication. A
     * topic that exists stays as it is, whatever its partitions.
     * <pre>{@code .createTopic("order-events", 6)}</pre>
     *
     * @param partitions 1 or more
     */
    public ChangeListenerBuilder createTopic(String topic, int partitions) {
        published.add(new NewTopic(topic, Optional.of(partitions), Optional.empty()));
        return this;
    }

    /**
     * Takes all of these settings, and adds their Kafka settings to the earlier ones; what is set afterwards replaces them one by
     * one.
     * <pre>{@code .settings(ListenerSettings.of(kafka, "mailer")).concurrency(4)}</pre>
     */
    public ChangeListenerBuilder settings(ListenerSettings settings) {
        kafka.putAll(settings.kafka());
        group = settings.group();
        instance = settings.instance();
        concurrency = settings.concurrency();
        maxInFlight = settings.maxInFlight();
        retry = settings.retry();
        afterDeadLetter = settings.afterDeadLetter();
        deadLetterTopic = Optional.of(settings.deadLetterTopic());
        progressTopic = Optional.of(settings.progressTopic());
        drainWithin = settings.drainWithin();
        start = settings.start();
        rememberRecords = settings.rememberRecords();
        return this;
    }

    /**
     * How many reactions run at once: as many worker threads. Changes of one key never run at once, whatever it is.
     * <pre>{@code .concurrency(64)}</pre>
     *
     * @param reactions 1 or more, {@value ListenerSettings#DEFAULT_CONCURRENCY} by default
     */
    public ChangeListenerBuilder concurrency(int reactions) {
        concurrency = reactions;
        return this;
    }

    /**
     * How many records are in memory at most, read and not finished. Partitions are paused while there is no room for another
     * poll, of half of it up to 500 records.
     * <pre>{@code .maxInFlight(10_000)}</pre>
     *
     * @param records 2 or more, {@value ListenerSettings#DEFAULT_MAX_IN_FLIGHT} by default
     */
    public ChangeListenerBuilder maxInFlight(int records) {
        maxInFlight = records;
        return this;
    }

    /**
     * How failed reactions are tried again, {@link RetryPolicy#DEFAULT} by default. Only the change's own key waits meanwhile.
     * <pre>{@code .retry(new RetryPolicy(5, Duration.ofMillis(200), Duration.ofSeconds(10), Duration.ofMinutes(5)))}</pre>
     */
    public ChangeListenerBuilder retry(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    /**
     * Decides what a failure means; {@link Failure#of} by default. Called with what the handler threw, or what its stage failed
     * with, by a worker or the thread that completed the stage; must not throw.
     * <pre>{@code .classify(error -> error instanceof SQLTransientException ? Failure.RETRIABLE : Failure.of(error))}</pre>
     */
    public ChangeListenerBuilder classify(Function<Throwable, Failure> classification) {
        classify = classification;
        return this;
    }

    /**
     * What happens to later changes of a key whose change went to the dead letters, {@link AfterDeadLetter#CONTINUE} by default.
     * <pre>{@code .afterDeadLetter(AfterDeadLetter.PARK_KEY)}</pre>
     */
    public ChangeListenerBuilder afterDeadLetter(AfterDeadLetter what) {
        afterDeadLetter = what;
        return this;
    }

    /**
     * The topic of dead letters, {@code <group>.dead-letters} by default. It is created when it is missing.
     * <pre>{@code .deadLetterTopic("ops.mailer-failures")}</pre>
     *
     * @param topic letters, digits, dots, dashes and underscores, no more than 249 of them
     */
    public ChangeListenerBuilder deadLetterTopic(String topic) {
        deadLetterTopic = Optional.of(topic);
        return this;
    }

    /**
     * How long running reactions may take to end when partitions move or the listener closes, 10 seconds by default. Those that
     * take longer are abandoned, and their changes delivered again. Longer than {@code max.poll.interval.ms} (5 minutes by
     * default) the group would give the listener up.
     * <pre>{@code .drainWithin(Duration.ofSeconds(30))}</pre>
     *
     * @param deadline not negative
     */
    public ChangeListenerBuilder drainWithin(Duration deadline) {
        drainWithin = deadline;
        return this;
    }

    /**
     * Where a group without committed offsets begins, {@link ListenerSettings.Start#EARLIEST} by default. A group with offsets
     * goes on from there.
     * <pre>{@code .start(ListenerSettings.Start.LATEST)}</pre>
     */
    public ChangeListenerBuilder start(ListenerSettings.Start where) {
        start = where;
        return this;
    }

    /**
     * How far the recognition of duplicates reaches back, in records of a partition and in keys. A source that restarts writes its
     * last changes again.
     * <pre>{@code .rememberRecords(100_000)}</pre>
     *
     * @param records 0 for none, {@value ListenerSettings#DEFAULT_REMEMBER_RECORDS} by default
     */
    public ChangeListenerBuilder rememberRecords(int records) {
        rememberRecords = records;
        return this;
    }

    /**
     * Reads rows into classes; call it before {@link #table}. The default reads snake case into camel case, knows
     * {@code java.time}, leaves out unknown columns, and refuses to cut decimals. Used by all workers at once: the mapper must be
     * configured before.
     * <pre>{@code .mapper(JsonMapper.builder().addModule(new JavaTimeModule()).build())}</pre>
     */
    public ChangeListenerBuilder mapper(ObjectMapper objectMapper) {
        mapper = objectMapper;
        return this;
    }

    /**
     * Reads the bytes of records, for many threads at once. By default the JSON of Kafka's
     * JsonConverter, with schemas or without.
     * <pre>{@code .decoder(new AvroChangeDecoder(registry))}</pre>
     */
    public ChangeListenerBuilder decoder(ChangeDecoder changeDecoder) {
        decoder = changeDecoder;
        return this;
    }

    /**
     * Hears what becomes of records, for logs and metrics; see {@link ListenerObserver} for the threads. Nobody by default.
     * <pre>{@code .observer(new OrderMetrics(registry))}</pre>
     */
    public ChangeListenerBuilder observer(ListenerObserver told) {
        observer = told;
        return this;
    }

    /**
     * Checks the settings and makes a listener. Its clients connect in the background at once; it reads nothing before
     * {@link ChangeListener#start()}, and needs to be closed even if it was never started.
     *
     * @throws IllegalArgumentException when something needed is missing or out of range; the message says what
     */
    public ChangeListener build() {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("a listener needs at least one table(…) to react to");
        }
        ListenerSettings settings = new ListenerSettings(
                kafka,
                group,
                instance,
                concurrency,
                maxInFlight,
                retry,
                afterDeadLetter,
                deadLetterTopic.orElse(ListenerSettings.deadLetterTopic(group)),
                progressTopic.orElse(ListenerSettings.progressTopic(group)),
                drainWithin,
                start,
                rememberRecords);
        List<String> topics = new ArrayList<>();
        tables.keySet().forEach(table -> topics.add(TopicName.ofTable(topicPrefix, table)));
        if (schemaChanges) {
            topics.add(topicPrefix);
        }
        return new ChangeListener(new ListenerRuntime(
                settings, topics, published, decoder, new TableReactions(tables, LOG::warn), classify, observer));
    }
}
