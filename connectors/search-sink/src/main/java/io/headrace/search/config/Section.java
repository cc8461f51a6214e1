package io.headrace.search.config;

import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** Defines the settings of one group, in the order in which they are documented. */
final class Section {
    private final ConfigDef definition;
    private final String group;
    private int order;

    Section(ConfigDef definition, String group) {
        this.definition = definition;
        this.group = group;
    }

    Section required(
            String name, ConfigDef.Type type, ConfigDef.@Nullable Validator validator, String display, String doc) {
        return define(name, type, ConfigDef.NO_DEFAULT_VALUE, validator, Importance.HIGH, display, doc, List.of());
    }

    Section optional(
            String name,
            ConfigDef.Type type,
            @Nullable Object otherwise,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            String display,
            String doc) {
        return define(name, type, otherwise, validator, importance, display, doc, List.of());
    }

    <E extends Enum<E>> Section oneOf(
            String name, Class<E> options, E otherwise, Importance importance, String display, String doc) {
        OneOf<E> validator = new OneOf<>(options);
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

    private Section define(
            String name,
            ConfigDef.Type type,
            @Nullable Object otherwise,
            ConfigDef.@Nullable Validator validator,
            Importance importance,
            String display,
            String doc,
            List<String> recommended) {
        Width width = type == ConfigDef.Type.LIST || type == ConfigDef.Type.STRING ? Width.LONG : Width.SHORT;
        ConfigDef.Recommender recommender = recommended.isEmpty() ? null : new Recommended(List.copyOf(recommended));
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
