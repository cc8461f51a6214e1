package io.headrace.console.lint.config;

import io.debezium.config.Configuration;
import io.debezium.config.Field;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.pipeline.signal.channels.KafkaSignalChannel;
import io.debezium.storage.kafka.history.KafkaSchemaHistory;
import io.headrace.search.config.SinkConfig;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.json.JsonConverterConfig;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.storage.StringConverterConfig;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** The settings of the real classes, in the form of lint's list. */
final class RealSettings {

    static final List<String> TRANSFORMS = List.of(
            "org.apache.kafka.connect.transforms.Cast$Key",
            "org.apache.kafka.connect.transforms.Cast$Value",
            "org.apache.kafka.connect.transforms.DropHeaders",
            "org.apache.kafka.connect.transforms.ExtractField$Key",
            "org.apache.kafka.connect.transforms.ExtractField$Value",
            "org.apache.kafka.connect.transforms.Filter",
            "org.apache.kafka.connect.transforms.Flatten$Key",
            "org.apache.kafka.connect.transforms.Flatten$Value",
            "org.apache.kafka.connect.transforms.HeaderFrom$Key",
            "org.apache.kafka.connect.transforms.HeaderFrom$Value",
            "org.apache.kafka.connect.transforms.HoistField$Key",
            "org.apache.kafka.connect.transforms.HoistField$Value",
            "org.apache.kafka.connect.transforms.InsertField$Key",
            "org.apache.kafka.connect.transforms.InsertField$Value",
            "org.apache.kafka.connect.transforms.InsertHeader",
            "org.apache.kafka.connect.transforms.MaskField$Key",
            "org.apache.kafka.connect.transforms.MaskField$Value",
            "org.apache.kafka.connect.transforms.RegexRouter",
            "org.apache.kafka.connect.transforms.ReplaceField$Key",
            "org.apache.kafka.connect.transforms.ReplaceField$Value",
            "org.apache.kafka.connect.transforms.SetSchemaMetadata$Key",
            "org.apache.kafka.connect.transforms.SetSchemaMetadata$Value",
            "org.apache.kafka.connect.transforms.TimestampConverter$Key",
            "org.apache.kafka.connect.transforms.TimestampConverter$Value",
            "org.apache.kafka.connect.transforms.TimestampRouter",
            "org.apache.kafka.connect.transforms.ValueToKey",
            "io.debezium.transforms.ByLogicalTableRouter",
            "io.debezium.transforms.ExtractNewRecordState",
            "io.debezium.transforms.outbox.EventRouter",
            "io.headrace.transforms.ChangedFields",
            "io.headrace.transforms.DebeziumTypeConverter",
            "io.headrace.transforms.DocumentId",
            "io.headrace.transforms.DocumentVersion",
            "io.headrace.transforms.ExpandJson",
            "io.headrace.transforms.FieldPipeline",
            "io.headrace.transforms.SoftDelete",
            "io.headrace.transforms.StableKey",
            "io.headrace.transforms.TokenizeField",
            "io.headrace.transforms.TruncateField");

    static final List<String> PREDICATES = List.of(
            "org.apache.kafka.connect.transforms.predicates.HasHeaderKey",
            "org.apache.kafka.connect.transforms.predicates.RecordIsTombstone",
            "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
            "io.headrace.transforms.predicate.FieldMatches",
            "io.headrace.transforms.predicate.OperationIs");

    private static final List<String> STEPS = List.of("Drop", "Rename");
    private static final Pattern RANGE = Pattern.compile("\\[(-?[\\d.]*),?\\.\\.\\.,?(-?[\\d.]*)]");
    private static final Pattern CHOICE = Pattern.compile(
            "(?:\\(case insensitive\\) )?\\[([\\w.-]+(?:, [\\w.-]+)*)]|one of ([\\w.-]+(?:, [\\w.-]+)*)");

    private RealSettings() {}

    static String list() throws Exception {
        Map<String, String> sections = new LinkedHashMap<>();
        List<Field> debezium = new ArrayList<>(Arrays.asList(MySqlConnectorConfig.ALL_FIELDS.asArray()));
        KafkaSchemaHistory.ALL_FIELDS.forEach(debezium::add);
        debezium.addAll(List.of(
                KafkaSignalChannel.SIGNAL_TOPIC,
                KafkaSignalChannel.BOOTSTRAP_SERVERS,
                KafkaSignalChannel.GROUP_ID,
                KafkaSignalChannel.SIGNAL_POLL_TIMEOUT_MS,
                io.debezium.connector.binlog.BinlogConnectorConfig.READ_ONLY_CONNECTION));
        sections.put(Connector.DEBEZIUM, ofFields(debezium));
        sections.put(Connector.HEADRACE, ofDefinition(SinkConfig.definition()));
        sections.put("source", ofDefinition(SourceConnectorConfig.configDef()));
        sections.put("sink", ofDefinition(SinkConnectorConfig.configDef()));
        sections.put("producer", ofDefinition(ProducerConfig.configDef()));
        sections.put("consumer", ofDefinition(ConsumerConfig.configDef()));
        sections.put(Connector.JSON, ofDefinition(JsonConverterConfig.configDef()));
        sections.put(
                "org.apache.kafka.connect.storage.StringConverter", ofDefinition(StringConverterConfig.configDef()));
        for (String name : TRANSFORMS) {
            Class<?> type = Class.forName(name);
            Iterable<Field> fields = debeziumFields(type);
            sections.put(
                    name,
                    fields != null
                            ? ofFields(fields)
                            : ofDefinition(((Transformation<?>)
                                            type.getDeclaredConstructor().newInstance())
                                    .config()));
        }
        for (String name : PREDICATES) {
            sections.put(
                    name,
                    ofDefinition(Class.forName(name)
                            .asSubclass(Predicate.class)
                            .getDeclaredConstructor()
                            .newInstance()
                            .config()));
        }
        for (String step : STEPS) {
            var definition =
                    Class.forName("io.headrace.transforms." + step + "Config").getDeclaredField("DEFINITION");
            definition.setAccessible(true);
            sections.put(step, ofDefinition((ConfigDef) definition.get(null)));
        }
        return sections.entrySet().stream()
                .map(section -> "[" + section.getKey() + "]\n" + section.getValue())
                .collect(Collectors.joining(
                        "",
                        "# Written by SettingsTest from the classes themselves: -Dheadrace.reference.write=true\n",
                        ""));
    }

    /** Null for a class that defines its settings in Kafka's way. */
    private static Iterable<Field> debeziumFields(Class<?> type) throws Exception {
        if (!type.getName().startsWith("io.debezium.")) {
            return null;
        }
        List<Field> fields = new ArrayList<>();
        for (Class<?> holder : holders(type)) {
            for (java.lang.reflect.Field constant : holder.getDeclaredFields()) {
                if (Modifier.isStatic(constant.getModifiers()) && constant.getType() == Field.class) {
                    constant.setAccessible(true);
                    fields.add((Field) constant.get(null));
                }
            }
        }
        for (Method method : type.getMethods()) {
            if (method.getName().equals("getConfigFields")) {
                Field.Set set =
                        (Field.Set) method.invoke(type.getDeclaredConstructor().newInstance());
                set.forEach(fields::add);
            }
        }
        return fields;
    }

    private static List<Class<?>> holders(Class<?> type) {
        List<Class<?>> holders = new ArrayList<>();
        for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
            holders.add(at);
            try {
                holders.add(Class.forName(at.getName() + "ConfigDefinition"));
            } catch (ClassNotFoundException e) {
                // Most have their settings in themselves.
            }
        }
        return holders;
    }

    private static String ofFields(Iterable<Field> fields) {
        Map<String, String> lines = new TreeMap<>();
        StreamSupport.stream(fields.spliterator(), false)
                .filter(field -> !field.name().contains("("))
                .forEach(field -> lines.put(field.name(), line(field.name(), field.isRequired(), kind(field))));
        return String.join("", lines.values());
    }

    private static String kind(Field field) {
        if (!field.allowedValues().isEmpty()) {
            List<String> values =
                    field.allowedValues().stream().map(String::valueOf).sorted().toList();
            return oneOf(values, accepts(field, values.get(0).toUpperCase(Locale.ROOT)));
        }
        return switch (field.type()) {
            case BOOLEAN -> "boolean";
            case INT, LONG, SHORT -> "number\t" + least(field) + "\t";
            case DOUBLE -> "number\t\t";
            case STRING, LIST -> {
                boolean expression = accepts(field, "a|b") && !accepts(field, "a(");
                yield !expression ? "text" : isList(field) ? "regexes" : "regex";
            }
            default -> "text";
        };
    }

    private static boolean isList(Field field) {
        return field.type() == ConfigDef.Type.LIST || field.name().endsWith(".list");
    }

    private static String least(Field field) {
        return !accepts(field, "0") && accepts(field, "1")
                ? "1"
                : !accepts(field, "-1") && accepts(field, "1") ? "0" : "";
    }

    private static boolean accepts(Field field, String value) {
        return field.validate(Configuration.from(Map.of(field.name(), value)), (on, text, problem) -> {});
    }

    private static String ofDefinition(ConfigDef definition) {
        return definition.configKeys().values().stream()
                .filter(key -> !key.internalConfig && !key.name.equals("converter.type"))
                .collect(Collectors.toMap(
                        key -> key.name,
                        key -> line(key.name, key.defaultValue == ConfigDef.NO_DEFAULT_VALUE, kind(key)),
                        (a, b) -> a,
                        TreeMap::new))
                .values()
                .stream()
                .collect(Collectors.joining());
    }

    private static String kind(ConfigDef.ConfigKey key) {
        String rule = String.valueOf(key.validator);
        Matcher range = RANGE.matcher(rule);
        Matcher choice = CHOICE.matcher(rule);
        return switch (key.type) {
            case BOOLEAN -> "boolean";
            case INT, LONG, SHORT, DOUBLE ->
                range.matches() ? "number\t" + range.group(1) + "\t" + range.group(2) : "number\t\t";
            case STRING -> {
                if (rule.contains("egular expression") || rule.contains("valid regex")) {
                    yield "regex";
                }
                if (key.name.equals("regex") || key.name.equals("pattern") || key.name.equals("topics.regex")) {
                    yield "regex";
                }
                if (!choice.matches()) {
                    yield "text";
                }
                List<String> values =
                        Arrays.asList((choice.group(1) != null ? choice.group(1) : choice.group(2)).split(", "));
                yield oneOf(values, accepts(key, otherCase(values.get(0))));
            }
            default -> "text";
        };
    }

    private static boolean accepts(ConfigDef.ConfigKey key, String value) {
        try {
            key.validator.ensureValid(key.name, value);
            return true;
        } catch (ConfigException e) {
            return false;
        }
    }

    private static String otherCase(String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        return upper.equals(value) ? value.toLowerCase(Locale.ROOT) : upper;
    }

    private static String oneOf(List<String> values, boolean inAnyCase) {
        return (inAnyCase ? "one-of-in-any-case\t" : "one-of\t") + String.join("\t", values);
    }

    private static String line(String name, boolean required, String kind) {
        return name + "\t" + (required ? "required" : "") + "\t" + kind + "\n";
    }
}
