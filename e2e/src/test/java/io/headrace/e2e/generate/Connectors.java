package io.headrace.e2e.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The connectors of one batch: the shipped source with other tables, flat or not, and a sink for each way. */
final class Connectors {

    private final LiveServers servers;
    private final String batch;

    Connectors(LiveServers servers, String batch) {
        this.servers = servers;
        this.batch = batch;
    }

    String database(Scenario scenario) {
        return batch + scenario.way().code() + "_" + scenario.name();
    }

    /** Of rows that tell how far the sources are. */
    String markDatabase() {
        return batch + "mark";
    }

    /** The prefix of a source's topics, and its name. */
    String source(Way way) {
        return batch + way.source();
    }

    String sink(Way way) {
        return batch + way.code() + "-sink";
    }

    String deadLetters(Way way) {
        return "dlq." + sink(way);
    }

    /** The name of a second source of the same tables, which only takes a snapshot, and the prefix of its topics. */
    String snapshot(Way way) {
        return batch + "again" + way.source();
    }

    void startSource(Way way) {
        put(source(way), source(way, source(way)));
    }

    void startSnapshot(Way way) {
        Map<String, String> config = source(way, snapshot(way));
        config.put("snapshot.mode", "initial_only");
        config.put("topic.creation.default.partitions", "1");
        put(snapshot(way), config);
    }

    private Map<String, String> source(Way way, String name) {
        Map<String, String> config = shipped("mysql-source.json");
        config.put("database.user", servers.at().logins().root().user());
        config.put("database.password", servers.at().logins().root().password());
        config.put("database.server.id", Integer.toString(200_000 + Math.floorMod(name.hashCode(), 1_000_000)));
        config.put("topic.prefix", name);
        config.put("database.include.list", batch + way.source() + "\\d_.*," + markDatabase());
        config.remove("table.include.list");
        config.put("schema.history.internal.kafka.topic", "schema-history." + name);
        config.put("signal.kafka.topic", IncrementalSnapshot.topic(source(way)));
        config.put("signal.kafka.groupId", "signals." + name);
        config.put("notification.sink.topic.name", "notifications." + name);
        config.put("topic.creation.default.partitions", "2");
        config.put(
                "topic.creation.single.include",
                name + "," + name + "\\.transaction,__debezium-heartbeat\\." + name + ",notifications\\." + name);
        config.keySet()
                .removeIf(key -> key.startsWith("transforms.fields.tokens")
                        || key.equals("transforms.fields.types.boolean.fields")
                        || key.equals("transforms.fields.types.uuid.fields"));
        config.put("transforms.fields.steps", "types,json");
        config.put("key.converter.decimal.format", "NUMERIC");
        if (way.isFlat()) {
            config.put("transforms", "keys,unwrap,fields");
            config.put("transforms.unwrap.type", "io.debezium.transforms.ExtractNewRecordState");
        }
        for (String setting : System.getProperty("headrace.generate.source", "").split(";")) {
            if (setting.contains("=")) {
                config.put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
            }
        }
        return config;
    }

    void startSink(Way way) {
        Map<String, String> config = shipped("elasticsearch-sink.json");
        for (String key : new String[] {"topics", "topic.to.index", "resource.type", "index.create"}) {
            config.remove(key);
        }
        config.put("topics.regex", source(way) + "\\." + batch + way.code() + "_.*");
        config.put("consumer.override.metadata.max.age.ms", "500");
        config.put("errors.deadletterqueue.topic.name", deadLetters(way));
        config.put("errors.deadletterqueue.topic.replication.factor", "1");
        config.put("key.converter", way.keyConverter());
        config.put("value.converter", way.converter());
        if (way.readsMaps()) {
            config.put("value.converter.schemas.enable", "false");
        }
        put(sink(way), config);
    }

    /** @throws StoppedException when one of them has failed, or its task */
    void requireRunning(Set<String> names) {
        servers.connect("GET", "/connectors?expand=status", "").properties().forEach(connector -> {
            if (names.contains(connector.getKey())) {
                JsonNode status = connector.getValue().path("status");
                JsonNode task = status.path("tasks").path(0);
                JsonNode failed = task.path("state").asText().equals("FAILED") ? task : status.path("connector");
                if (failed.path("state").asText().equals("FAILED")) {
                    throw new StoppedException(
                            connector.getKey(), causes(failed.path("trace").asText()));
                }
            }
        });
    }

    private static String causes(String trace) {
        return trace.lines()
                .filter(line -> !line.startsWith("\t"))
                .reduce("", (one, other) -> one.isEmpty() ? other : one + " | " + other);
    }

    void delete(String connector) {
        servers.connect("DELETE", "/connectors/" + connector, "");
    }

    private void put(String name, Map<String, String> config) {
        try {
            JsonNode answer = servers.connect(
                    "PUT", "/connectors/" + name + "/config", JsonForm.EXACT.writeValueAsString(config));
            if (answer.has("error_code")) {
                throw new IllegalStateException(
                        name + ": " + answer.path("message").asText());
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> shipped(String file) {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("connect-configs"))) {
            folder = folder.getParent();
        }
        try {
            Map<String, String> config = new TreeMap<>();
            JsonForm.EXACT
                    .readTree(folder.resolve("connect-configs").resolve(file).toFile())
                    .path("config")
                    .properties()
                    .forEach(setting ->
                            config.put(setting.getKey(), setting.getValue().asText()));
            return config;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
