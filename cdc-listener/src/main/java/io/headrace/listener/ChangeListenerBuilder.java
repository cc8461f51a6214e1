package io.headrace.listener;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headrace.listener.consume.Delivery;
import io.headrace.listener.consume.Observer;
import io.headrace.listener.decode.ChangeDecoder;
import io.headrace.listener.decode.JsonChangeDecoder;
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

/** Collects what a {@link ChangeListener} needs: brokers, a group and at least one table. */
public final class ChangeListenerBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeListener.class);

    private final Map<String, String> kafka = new HashMap<>();
    private final Map<String, Reaction> tables = new LinkedHashMap<>();
    private final List<NewTopic> published = new ArrayList<>();
    private boolean schemaChanges;
    private String group = "";
    private Optional<String> instance = Optional.empty();
    private String topicPrefix = "dbserver1";
    private int concurrency = 16;
    private int maxInFlight = 1_000;
    private RetryPolicy retry = RetryPolicy.DEFAULT;
    private AfterDeadLetter afterDeadLetter = AfterDeadLetter.CONTINUE;
    private Optional<String> deadLetterTopic = Optional.empty();
    private Optional<String> progressTopic = Optional.empty();
    private Duration drainWithin = Duration.ofSeconds(10);
    private ListenerSettings.Start start = ListenerSettings.Start.EARLIEST;
    private int rememberRecords = 10_000;
    private ObjectMapper mapper = RowMapping.DEFAULT;
    private ChangeDecoder decoder = new JsonChangeDecoder();
    private Function<Throwable, Failure> classify = Failure::of;
    private Observer observer = new Observer() {};

    ChangeListenerBuilder() {}

    /** {@code host:port} of one or more brokers, separated by commas. */
    public ChangeListenerBuilder bootstrapServers(String servers) {
        kafka.put("bootstrap.servers", servers);
        return this;
    }

    /** Settings of the Kafka clients, such as those of security. */
    public ChangeListenerBuilder kafka(Map<String, String> settings) {
        kafka.putAll(settings);
        return this;
    }

    /** The consumer group: listeners of one group share the changes, each group sees all of them. */
    public ChangeListenerBuilder group(String name) {
        group = name;
        return this;
    }

    /**
     * Names this process within its group, so that after a crash it goes on at once, without the 10 seconds in which the group
     * waits for it. No two running processes of a group may have the same name.
     */
    public ChangeListenerBuilder instance(String name) {
        instance = Optional.of(name);
        return this;
    }

    /** The source connector's {@code topic.prefix}. */
    public ChangeListenerBuilder topicPrefix(String prefix) {
        topicPrefix = prefix;
        return this;
    }

    /** Reacts to a table, {@code database.table} as MySQL writes the names, with rows as objects of a class. */
    public <T> ChangeListenerBuilder table(String table, Class<T> rows, Consumer<TableHandlers<T>> handlers) {
        TableHandlers<T> collected = TableHandlers.collect(new RowMapping<>(rows, mapper), handlers);
        schemaChanges |= collected.hearsSchemaChanges();
        return reaction(table, collected.reaction());
    }

    /** Reacts to a table, {@code database.table}, with rows as JSON. */
    public ChangeListenerBuilder table(String table, Consumer<TableHandlers<JsonNode>> handlers) {
        return table(table, JsonNode.class, handlers);
    }

    /** Reacts to a table, {@code database.table}, including its snapshots, by one reaction. */
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

    /** Reads the source's schema change topic too, so that {@link #reaction} gets {@link SchemaChanged} of its table. */
    public ChangeListenerBuilder schemaChanges() {
        schemaChanges = true;
        return this;
    }

    /** Creates a topic that is published to, when it does not exist, with the brokers' default replication. */
    public ChangeListenerBuilder createTopic(String topic, int partitions) {
        published.add(new NewTopic(topic, Optional.of(partitions), Optional.empty()));
        return this;
    }

    /** Takes all of these settings; what is set afterwards replaces them one by one. */
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

    /** Reactions at once, 16 by default. */
    public ChangeListenerBuilder concurrency(int reactions) {
        concurrency = reactions;
        return this;
    }

    /** Records in memory, 1,000 by default. */
    public ChangeListenerBuilder maxInFlight(int records) {
        maxInFlight = records;
        return this;
    }

    public ChangeListenerBuilder retry(RetryPolicy policy) {
        retry = policy;
        return this;
    }

    /** Tells what a failure means; {@link Failure#of} by default. */
    public ChangeListenerBuilder classify(Function<Throwable, Failure> classification) {
        classify = classification;
        return this;
    }

    public ChangeListenerBuilder afterDeadLetter(AfterDeadLetter what) {
        afterDeadLetter = what;
        return this;
    }

    /** {@code <group>.dead-letters} by default. */
    public ChangeListenerBuilder deadLetterTopic(String topic) {
        deadLetterTopic = Optional.of(topic);
        return this;
    }

    /** How long running reactions may take to end when partitions move or the listener stops; 10 seconds by default. */
    public ChangeListenerBuilder drainWithin(Duration deadline) {
        drainWithin = deadline;
        return this;
    }

    /** Where a new group begins; at the earliest change by default. */
    public ChangeListenerBuilder start(ListenerSettings.Start where) {
        start = where;
        return this;
    }

    /** How many records of a partition, and keys, the recognition of duplicates reaches back; 10,000 by default. */
    public ChangeListenerBuilder rememberRecords(int records) {
        rememberRecords = records;
        return this;
    }

    /** Reads rows into classes; call it before {@link #table}. */
    public ChangeListenerBuilder mapper(ObjectMapper objectMapper) {
        mapper = objectMapper;
        return this;
    }

    /** Understands the bytes of records; JSON by default. */
    public ChangeListenerBuilder decoder(ChangeDecoder changeDecoder) {
        decoder = changeDecoder;
        return this;
    }

    /** Is told what happens. */
    public ChangeListenerBuilder observer(Observer told) {
        observer = told;
        return this;
    }

    /**
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
                deadLetterTopic.orElse(group + ".dead-letters"),
                progressTopic.orElse(group + ".progress"),
                drainWithin,
                start,
                rememberRecords);
        List<String> topics = new ArrayList<>();
        tables.keySet().forEach(table -> topics.add(TopicName.ofTable(topicPrefix, table)));
        if (schemaChanges) {
            topics.add(topicPrefix);
        }
        return new ChangeListener(new Delivery(
                settings, topics, published, decoder, new TableReactions(tables, LOG::warn), classify, observer));
    }
}
