package io.headrace.console.lint;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.debezium.config.Configuration;
import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.storage.kafka.history.KafkaSchemaHistory;
import io.headrace.console.lint.config.Connector;
import io.headrace.search.config.SinkConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** What the real connectors, transforms and converters refuse in a connector file, as far as no server is needed for it. */
final class RealConnectors {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> errors = new TreeMap<>();
    private final Map<String, String> config;

    private RealConnectors(Map<String, String> config) {
        this.config = config;
    }

    /** Setting to what its owner says about it. */
    static Map<String, String> errors(String file) throws Exception {
        JsonNode json = JSON.readTree(file);
        Map<String, String> config = JSON.convertValue(json.get("config"), new TypeReference<Map<String, String>>() {});
        config.replaceAll((key, value) -> value.replaceAll("\\$\\{(env|file):[^}]*(TASKS|tasks|_N)}", "1")
                .replaceAll("\\$\\{env:[^}]*(URL)}", "http://127.0.0.1:9200")
                .replaceAll("\\$\\{env:[^}]*(PORT)}", "3306")
                .replaceAll("\\$\\{(env|file|dir|vault):[^}]*}", "any.value-of-sixteen-bytes"));
        config.put("name", json.path("name").asText());
        RealConnectors real = new RealConnectors(config);
        real.connector();
        real.parts();
        return real.errors;
    }

    private void connector() {
        String type = config.getOrDefault("connector.class", "");
        if (type.equals(Connector.DEBEZIUM)) {
            add(
                    "",
                    Configuration.from(config)
                            .validate(MySqlConnectorConfig.ALL_FIELDS)
                            .values());
            if (!config.containsKey("schema.history.internal")) {
                add(
                        "",
                        Configuration.from(config)
                                .validate(KafkaSchemaHistory.ALL_FIELDS)
                                .values());
            }
            add("", SourceConnectorConfig.configDef().validate(config));
        } else {
            add("", SinkConnectorConfig.configDef().validate(config));
            try {
                SinkConnectorConfig.validate(config);
            } catch (ConfigException | IllegalArgumentException e) {
                errors.putIfAbsent("topics", String.valueOf(e.getMessage()));
            }
        }
        if (type.equals(Connector.HEADRACE)) {
            add("", SinkConfig.definition().validate(config));
            errors.putAll(SinkConfig.defunct(config));
            if (errors.isEmpty()) {
                try {
                    SinkConfig.parse(config);
                } catch (ConfigException e) {
                    errors.put("parse", String.valueOf(e.getMessage()));
                }
            }
        }
        within("producer.override.", ProducerConfig.configDef());
        within("consumer.override.", ConsumerConfig.configDef());
    }

    private void parts() {
        for (String list : List.of("transforms", "predicates")) {
            List<String> names = Connector.items(config.getOrDefault(list, ""));
            if (new HashSet<>(names).size() < names.size()) {
                errors.put(list, "duplicate alias");
            }
            for (String name : names) {
                part(list + "." + name + ".", list.equals("transforms"));
            }
        }
        for (String converter : List.of("key.converter", "value.converter")) {
            if (config.getOrDefault(converter, "").startsWith("org.apache.kafka.")) {
                attempt(
                        converter,
                        () -> ((Converter) instance(config.get(converter)))
                                .configure(prefixed(converter + "."), converter.startsWith("key")));
            }
        }
    }

    private void part(String prefix, boolean transform) {
        String type = config.getOrDefault(prefix + "type", "");
        boolean ours =
                type.startsWith("io.headrace.") || type.startsWith("io.debezium.") || type.startsWith("org.apache.");
        if (type.isEmpty()) {
            errors.put(prefix + "type", "missing");
        } else if (ours) {
            attempt(prefix, () -> {
                Map<String, String> settings = prefixed(prefix);
                String predicate = settings.remove("predicate");
                boolean negates = settings.remove("negate") != null;
                if (predicate == null
                        ? negates
                        : !Connector.items(config.getOrDefault("predicates", ""))
                                .contains(predicate)) {
                    throw new ConfigException("predicate " + predicate);
                }
                Object part = instance(type);
                if (transform) {
                    ((Transformation<?>) part).config().validate(settings).forEach(value -> {
                        if (!value.errorMessages().isEmpty()) {
                            throw new ConfigException(value.toString());
                        }
                    });
                    ((Transformation<?>) part).configure(settings);
                } else {
                    ((Predicate<?>) part).configure(settings);
                }
            });
        }
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private void attempt(String key, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception e) {
            errors.put(key, String.valueOf(e.getMessage()));
        }
    }

    private void within(String prefix, ConfigDef definition) {
        Map<String, String> own = prefixed(prefix);
        Set<String> set = own.keySet();
        add(
                prefix,
                definition.validate(own).stream()
                        .filter(v -> set.contains(v.name()))
                        .toList());
    }

    private Map<String, String> prefixed(String prefix) {
        Map<String, String> own = new TreeMap<>();
        config.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                own.put(key.substring(prefix.length()), value);
            }
        });
        return own;
    }

    private void add(String prefix, Iterable<ConfigValue> values) {
        for (ConfigValue value : values) {
            // Classes of other vendors are on the worker, not here.
            if (!value.errorMessages().isEmpty()
                    && !value.errorMessages().toString().contains("could not be found")) {
                errors.put(prefix + value.name(), String.join("; ", value.errorMessages()));
            }
        }
    }

    private static Object instance(String type) throws Exception {
        return Class.forName(type).getDeclaredConstructor().newInstance();
    }
}
