package io.headrace.console.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in a connector's settings those of a class stand.
 *
 * @param prefix before each of the class's settings
 * @param owner the class, for messages
 * @param settings what the class defines
 * @param framework settings under the prefix that Connect takes for itself
 */
record Places(String prefix, String owner, Map<String, Setting> settings, List<String> framework) {

    private static final List<String> PLUGIN = List.of("type", "predicate", "negate", "plugin.version", "version");

    /** The connector's own settings are judged by {@link KnownKeys}; these are those of what it is made of. */
    static List<Places> inside(Connector c) {
        List<Places> places = new ArrayList<>();
        for (Transform transform : c.chain()) {
            Map<String, Setting> settings = section(transform.type());
            if (settings != null) {
                places.add(
                        new Places(transform.prefix(), transform.simpleName(), withSteps(transform, settings), PLUGIN));
            }
        }
        for (String predicate : c.list("predicates")) {
            String prefix = "predicates." + predicate + ".";
            Map<String, Setting> settings = section(c.get(prefix + "type"));
            if (settings != null) {
                places.add(new Places(prefix, simple(c.get(prefix + "type")), settings, PLUGIN));
            }
        }
        for (String converter : List.of("key.converter", "value.converter", "header.converter")) {
            Map<String, Setting> settings = section(c.get(converter));
            if (settings != null) {
                places.add(new Places(converter + ".", simple(c.get(converter)), settings, PLUGIN));
            }
        }
        return places;
    }

    /** All of {@link #inside}, and the connector itself with what Connect defines around it. */
    static List<Places> all(Connector c) {
        List<Places> places = new ArrayList<>(inside(c));
        Map<String, Setting> own =
                c.isSource() ? Settings.of(Connector.DEBEZIUM) : c.isOurSink() ? Settings.of(Connector.HEADRACE) : null;
        add(places, "", c.isSource() ? "Debezium" : "the search sink", own);
        if (c.isSource() || c.isSink()) {
            add(places, "", "Connect", Settings.of(c.isSource() ? "source" : "sink"));
        }
        add(places, "producer.override.", "the producer", Settings.of("producer"));
        add(places, "consumer.override.", "the consumer", Settings.of("consumer"));
        return places;
    }

    /** By full or simple name; null for a class that is not known. */
    static @Nullable Map<String, Setting> section(String type) {
        return type.isBlank() ? null : Settings.of(type.strip());
    }

    boolean knows(String setting) {
        return settings.containsKey(setting) || framework.contains(setting);
    }

    private static void add(List<Places> places, String prefix, String owner, @Nullable Map<String, Setting> settings) {
        if (settings != null) {
            places.add(new Places(prefix, owner, settings, List.of()));
        }
    }

    private static Map<String, Setting> withSteps(Transform transform, Map<String, Setting> settings) {
        if (!transform.isA("FieldPipeline")) {
            return settings;
        }
        Map<String, Setting> all = new LinkedHashMap<>(settings);
        for (String step : Connector.items(transform.get("steps"))) {
            all.put(step + ".type", new Setting(step + ".type", true, new Accepted.Text()));
            String type = simple(transform.get(step + ".type"));
            Map<String, Setting> own =
                    Settings.of(type) != null ? Settings.of(type) : section("io.headrace.transforms." + type);
            if (own != null) {
                own.forEach((name, setting) -> {
                    if (!name.equals("schema.cache.size")) {
                        all.put(
                                step + "." + name,
                                new Setting(step + "." + name, setting.required(), setting.accepted()));
                    }
                });
            }
        }
        return all;
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
