package io.headrace.console.lint.config;

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
public record ConfigSection(
        String prefix, String owner, Map<String, SettingDefinition> settings, List<String> framework) {

    private static final List<String> PLUGIN = List.of("type", "predicate", "negate", "plugin.version", "version");

    /** The connector's own settings are judged by {@link KnownKeys}; these are those of what it is made of. */
    public static List<ConfigSection> inside(Connector c) {
        List<ConfigSection> places = new ArrayList<>();
        for (Transform transform : c.chain()) {
            Map<String, SettingDefinition> settings = section(transform.type());
            if (settings != null) {
                places.add(new ConfigSection(
                        transform.prefix(), transform.simpleName(), withSteps(transform, settings), PLUGIN));
            }
        }
        for (String predicate : c.list("predicates")) {
            String prefix = "predicates." + predicate + ".";
            Map<String, SettingDefinition> settings = section(c.get(prefix + "type"));
            if (settings != null) {
                places.add(new ConfigSection(prefix, simple(c.get(prefix + "type")), settings, PLUGIN));
            }
        }
        for (String converter : List.of("key.converter", "value.converter", "header.converter")) {
            Map<String, SettingDefinition> settings = section(c.get(converter));
            if (settings != null) {
                places.add(new ConfigSection(converter + ".", simple(c.get(converter)), settings, PLUGIN));
            }
        }
        return places;
    }

    /** All of {@link #inside}, and the connector itself with what Connect defines around it. */
    public static List<ConfigSection> all(Connector c) {
        List<ConfigSection> places = new ArrayList<>(inside(c));
        Map<String, SettingDefinition> own = c.isSource()
                ? SettingCatalog.of(Connector.DEBEZIUM)
                : c.isOurSink() ? SettingCatalog.of(Connector.HEADRACE) : null;
        add(places, "", c.isSource() ? "Debezium" : "the search sink", own);
        if (c.isSource() || c.isSink()) {
            add(places, "", "Connect", SettingCatalog.of(c.isSource() ? "source" : "sink"));
        }
        add(places, "producer.override.", "the producer", SettingCatalog.of("producer"));
        add(places, "consumer.override.", "the consumer", SettingCatalog.of("consumer"));
        return places;
    }

    /** By full or simple name; null for a class that is not known. */
    public static @Nullable Map<String, SettingDefinition> section(String type) {
        return type.isBlank() ? null : SettingCatalog.of(type.strip());
    }

    public boolean knows(String setting) {
        return settings.containsKey(setting) || framework.contains(setting);
    }

    private static void add(
            List<ConfigSection> places,
            String prefix,
            String owner,
            @Nullable Map<String, SettingDefinition> settings) {
        if (settings != null) {
            places.add(new ConfigSection(prefix, owner, settings, List.of()));
        }
    }

    private static Map<String, SettingDefinition> withSteps(
            Transform transform, Map<String, SettingDefinition> settings) {
        if (!transform.isA("FieldPipeline")) {
            return settings;
        }
        Map<String, SettingDefinition> all = new LinkedHashMap<>(settings);
        for (String step : Connector.items(transform.get("steps"))) {
            all.put(step + ".type", new SettingDefinition(step + ".type", true, new AcceptedValues.Text()));
            String type = simple(transform.get(step + ".type"));
            Map<String, SettingDefinition> own = SettingCatalog.of(type) != null
                    ? SettingCatalog.of(type)
                    : section("io.headrace.transforms." + type);
            if (own != null) {
                own.forEach((name, setting) -> {
                    if (!name.equals("schema.cache.size")) {
                        all.put(
                                step + "." + name,
                                new SettingDefinition(step + "." + name, setting.required(), setting.accepted()));
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
