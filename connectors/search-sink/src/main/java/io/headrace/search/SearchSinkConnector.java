package io.headrace.search;

import io.headrace.search.config.RoutingTransforms;
import io.headrace.search.config.SettingException;
import io.headrace.search.config.SinkConfig;
import io.headrace.search.config.SinkSettings;
import io.headrace.search.failure.RecordException;
import io.headrace.search.index.IndexNames;
import io.headrace.search.index.SharedIndices;
import io.headrace.search.record.RecordReader;
import io.headrace.search.validation.ServerCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Kafka records to Elasticsearch and OpenSearch. */
public final class SearchSinkConnector extends SinkConnector {
    /** Which of the connector's tasks a task is; for the names of its metrics. */
    static final String TASK_NUMBER = "headrace.task.number";

    private static final Logger LOG = LoggerFactory.getLogger(SearchSinkConnector.class);

    private Map<String, String> configuration = Map.of();

    @Override
    public void start(Map<String, String> connector) {
        require(SinkConfig.parse(connector), connector);
        SinkConfig.ignored(connector).forEach((name, reason) -> LOG.info("{}: {}", name, reason));
        configuration = Map.copyOf(connector);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SearchSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int number = 0; number < maxTasks; number++) {
            Map<String, String> task = new HashMap<>(configuration);
            task.put(TASK_NUMBER, String.valueOf(number));
            tasks.add(task);
        }
        return tasks;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return SinkConfig.definition();
    }

    /** Also asks the server, and reports what is wrong at the setting that cures it. */
    @Override
    public Config validate(Map<String, String> connector) {
        Map<String, ConfigValue> values = new HashMap<>();
        super.validate(connector).configValues().forEach(value -> values.put(value.name(), value));
        SinkConfig.defunct(connector).forEach((name, message) -> error(values, name, message));
        if (values.values().stream().allMatch(value -> value.errorMessages().isEmpty())) {
            validateTogether(connector, values);
        }
        return new Config(new ArrayList<>(values.values()));
    }

    private static void validateTogether(Map<String, String> connector, Map<String, ConfigValue> values) {
        SinkSettings settings;
        List<String> topics = topics(connector);
        try {
            settings = SinkConfig.parse(connector);
            require(settings, connector);
        } catch (SettingException e) {
            error(values, e.setting(), String.valueOf(e.getMessage()));
            return;
        } catch (RecordException e) {
            error(values, "index", String.valueOf(e.getMessage())); // it leaves no name for a topic
            return;
        }
        ServerCheck.errors(settings, topics).forEach((name, message) -> error(values, name, message));
    }

    /** What can be known of topics, indices and ids before there is a record. */
    private static void require(SinkSettings settings, Map<String, String> connector) {
        IndexNames names = new IndexNames(settings.target());
        new RecordReader(settings, names);
        if (RoutingTransforms.areIn(connector)) {
            return;
        }
        List<String> topics = topics(connector);
        String regex = connector.getOrDefault(SinkTask.TOPICS_REGEX_CONFIG, "");
        names.requireDistinct(topics);
        SharedIndices.refuse(settings, topics);
        if (!regex.isBlank()) {
            SharedIndices.refuse(settings, regex.strip());
        }
    }

    private static List<String> topics(Map<String, String> connector) {
        String topics = connector.getOrDefault(TOPICS_CONFIG, "");
        return topics.isBlank() ? List.of() : List.of(topics.strip().split("\\s*,\\s*"));
    }

    private static void error(Map<String, ConfigValue> values, String name, String message) {
        values.computeIfAbsent(name, ConfigValue::new).addErrorMessage(message);
    }

    @Override
    public String version() {
        return Version.CURRENT;
    }

    /** The version of the jar this runs from. */
    static final class Version {
        static final String CURRENT = Objects.requireNonNullElse(
                SearchSinkConnector.class.getPackage().getImplementationVersion(), "development");

        private Version() {}
    }
}
