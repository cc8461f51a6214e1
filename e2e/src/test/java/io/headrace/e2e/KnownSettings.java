package io.headrace.e2e;

import io.debezium.config.Field;
import io.debezium.connector.binlog.BinlogConnectorConfig;
import io.debezium.pipeline.signal.channels.KafkaSignalChannel;
import io.debezium.relational.history.SchemaHistory;
import io.debezium.storage.kafka.history.KafkaSchemaHistory;
import io.debezium.transforms.ByLogicalTableRouter;
import io.debezium.transforms.ExtractNewRecordState;
import io.debezium.transforms.ExtractNewRecordStateConfigDefinition;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.runtime.TopicCreationConfig;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** What the real classes say about the settings of a connector JSON: the names that exist and the values they take. */
final class KnownSettings {

    /** Debezium's transforms read and document these, and leave them out of what their config() tells. */
    private static final Map<Class<?>, Set<String>> UNLISTED = Map.of(
            ExtractNewRecordState.class,
            Set.of(ExtractNewRecordStateConfigDefinition.REPLACE_NULL_WITH_DEFAULT.name()),
            ByLogicalTableRouter.class,
            Set.of("key.field.name"));

    private final ConnectorFile file;

    KnownSettings(ConnectorFile file) {
        this.file = file;
    }

    /** The names that the connector itself, its clients, converters and transforms define. */
    Set<String> names() {
        Connector connector = instance(file.config().get("connector.class"), Connector.class);
        Set<String> names = new LinkedHashSet<>(connectNames(connector instanceof SourceConnector));
        names.addAll(connector.config().names());
        StreamSupport.stream(KafkaSchemaHistory.ALL_FIELDS.spliterator(), false)
                .map(Field::name)
                .forEach(names::add);
        names.add(SchemaHistory.STORE_ONLY_CAPTURED_TABLES_DDL.name());
        Stream.of(
                        BinlogConnectorConfig.READ_ONLY_CONNECTION,
                        KafkaSignalChannel.SIGNAL_TOPIC,
                        KafkaSignalChannel.BOOTSTRAP_SERVERS,
                        KafkaSignalChannel.GROUP_ID,
                        KafkaSignalChannel.SIGNAL_POLL_TIMEOUT_MS)
                .map(Field::name)
                .forEach(names::add);
        return names;
    }

    /** The names that Connect defines around a connector. */
    Set<String> connectNames(boolean source) {
        Set<String> names = new LinkedHashSet<>(
                (source ? SourceConnectorConfig.configDef() : SinkConnectorConfig.configDef()).names());
        ProducerConfig.configNames().forEach(name -> names.add("producer.override." + name));
        ConsumerConfig.configNames().forEach(name -> names.add("consumer.override." + name));
        for (String name : JsonConverterConfig.configDef().names()) {
            names.add("key.converter." + name);
            names.add("value.converter." + name);
        }
        transforms().forEach((alias, transform) -> {
            names.add("transforms." + alias + ".type");
            names.add("transforms." + alias + ".predicate");
            names.add("transforms." + alias + ".negate");
            transform.config().names().forEach(name -> names.add("transforms." + alias + "." + name));
            UNLISTED.getOrDefault(transform.getClass(), Set.of())
                    .forEach(name -> names.add("transforms." + alias + "." + name));
            // The settings of a pipeline's steps are its own business: it refuses the ones it does not know.
            transform.configure(prefixed("transforms." + alias + "."));
            listed("transforms." + alias + ".steps")
                    .forEach(step -> file.config().keySet().stream()
                            .filter(name -> name.startsWith("transforms." + alias + "." + step + "."))
                            .forEach(names::add));
        });
        listed("predicates").forEach(alias -> {
            names.add("predicates." + alias + ".type");
            instance(file.config().get("predicates." + alias + ".type"), Predicate.class)
                    .config()
                    .names()
                    .forEach(name -> names.add("predicates." + alias + "." + name));
        });
        Stream.concat(Stream.of("default"), listed("topic.creation.groups")).forEach(group -> {
            String prefix = "topic.creation." + group + ".";
            TopicCreationConfig.configDef(group, (short) 1, 1).names().forEach(name -> names.add(prefix + name));
            topicSettings().forEach(name -> names.add(prefix + name));
        });
        return names;
    }

    /** Each setting of the file as the class that defines it sees it, with its errors. */
    List<ConfigValue> values() {
        Map<String, String> settings = file.resolved();
        List<ConfigValue> values = new ArrayList<>(instance(settings.get("connector.class"), Connector.class)
                .config()
                .validate(settings));
        values.addAll(prefixed("producer.override.", ProducerConfig.configDef()));
        values.addAll(prefixed("consumer.override.", ConsumerConfig.configDef()));
        transforms()
                .forEach(
                        (alias, transform) -> values.addAll(prefixed("transforms." + alias + ".", transform.config())));
        return values;
    }

    private Map<String, String> prefixed(String prefix) {
        Map<String, String> stripped = new LinkedHashMap<>();
        file.resolved().forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                stripped.put(key.substring(prefix.length()), value);
            }
        });
        return stripped;
    }

    private List<ConfigValue> prefixed(String prefix, ConfigDef definition) {
        Map<String, String> stripped = prefixed(prefix);
        return definition.validate(stripped).stream()
                .filter(value -> stripped.containsKey(value.name()))
                .toList();
    }

    private Map<String, Transformation<?>> transforms() {
        Map<String, Transformation<?>> transforms = new LinkedHashMap<>();
        listed("transforms")
                .forEach(alias -> transforms.put(
                        alias, instance(file.config().get("transforms." + alias + ".type"), Transformation.class)));
        return transforms;
    }

    private Stream<String> listed(String key) {
        return Stream.of(file.config().getOrDefault(key, "").split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty());
    }

    private static Stream<String> topicSettings() {
        return Arrays.stream(TopicConfig.class.getFields())
                .filter(field -> field.getName().endsWith("_CONFIG"))
                .map(field -> {
                    try {
                        return (String) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static <T> T instance(String className, Class<T> type) {
        try {
            return type.cast(Class.forName(className).getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException(className + " cannot be created", e);
        }
    }
}
