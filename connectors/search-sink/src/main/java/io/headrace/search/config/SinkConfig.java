package io.headrace.search.config;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The configuration of the connector: its definition, and the settings that a valid one amounts to. */
public final class SinkConfig {
    private SinkConfig() {}

    public static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        ConnectionFragment.define(definition);
        TargetFragment.define(definition);
        IdentityFragment.define(definition);
        DocumentFragment.define(definition);
        FieldFragment.define(definition);
        WriteFragment.define(definition);
        BulkFragment.define(definition);
        return definition;
    }

    /** Settings of other sinks that have to be replaced: setting to message. */
    public static Map<String, String> defunct(Map<String, String> connector) {
        return DefunctSettings.errorsIn(connector);
    }

    /** Settings of other sinks that change nothing: setting to reason. */
    public static Map<String, String> ignored(Map<String, String> connector) {
        return DefunctSettings.remarksOn(connector);
    }

    /** @throws ConfigException which names the setting and what it needs: Kafka's for one value, a SettingException for several */
    public static SinkSettings parse(Map<String, String> connector) {
        Map<String, String> defunct = defunct(connector);
        if (!defunct.isEmpty()) {
            throw new SettingException(defunct.keySet().iterator().next(), String.join(" ", defunct.values()));
        }
        AbstractConfig config = new AbstractConfig(definition(), connector, false);
        TargetSettings target = TargetFragment.from(config);
        IdentitySettings identity = IdentityFragment.from(config);
        IdentityFragment.requireVersionsForMoves(config, identity, target.template());
        IdentityFragment.requireIdsForAdding(config, identity, target.resourceType());
        TextHeaders.require(config, identity.id(), identity.routing());
        return new SinkSettings(
                ConnectionFragment.from(config),
                target,
                identity,
                DocumentFragment.from(config),
                FieldFragment.from(config),
                WriteFragment.from(config, identity.id().isOfTheRow(), target.resourceType()),
                BulkFragment.from(config));
    }
}
