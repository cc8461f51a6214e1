package io.headrace.search.config;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Defines the settings of one group, in the order in which they are documented. */
final class SettingGroup {
    private final ConfigDef definition;
    private final String group;
    private int order;

    SettingGroup(ConfigDef definition, String group) {
        this.definition = definition;
        this.group = group;
    }

    SettingGroup required(
            String name, ConfigDef.Type type, ConfigDef.@Nullable Validator validator, String display, String doc) {
        return define(name, type, ConfigDef.NO_DEFAULT_VALUE, validator, Importance.HIGH, display, doc, List.of());
    }

    SettingGroup optional(
            String name,
            ConfigDef.Type type,
            @Nullable Object otherwise,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            String display,
            String doc) {
        return define(name, type, otherwise, validator, importance, display, doc, List.of());
    }

    <E extends Enum<E>> SettingGroup oneOf(
            String name, Class<E> options, E otherwise, Importance importance, String display, String doc) {
        EnumValidator<E> validator = new EnumValidator<>(options);
        return define(
                name,
                ConfigDef.Type.STRING,
                otherwise.name().toLowerCase(Locale.ROOT),
                validator,
                importance,
                display,
                doc,
                validator.texts());
    }

    private SettingGroup define(
            String name,
            ConfigDef.Type type,
            @Nullable Object otherwise,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            String display,
            String doc,
            List<String> recommended) {
        Width width = type == ConfigDef.Type.LIST || type == ConfigDef.Type.STRING ? Width.LONG : Width.SHORT;
        ConfigDef.Recommender recommender =
                recommended.isEmpty() ? null : new RecommendedValues(List.copyOf(recommended));
        definition.define(
                name,
                type,
                otherwise,
                validator,
                importance,
                doc,
                group,
                ++order,
                width,
                display,
                List.of(),
                recommender);
        return this;
    }
}
