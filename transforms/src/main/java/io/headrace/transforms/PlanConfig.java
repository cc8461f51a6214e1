package io.headrace.transforms;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The part of the settings that is about compiled plans, the same for every transform that has them. */
final class PlanConfig {

    static final String SCHEMA_CACHE_SIZE = "schema.cache.size";
    static final int SCHEMA_CACHE_SIZE_DEFAULT = 1024;
    private static final String GROUP = "Memory";

    private PlanConfig() {}

    static ConfigDef define(ConfigDef definition) {
        return definition.define(
                SCHEMA_CACHE_SIZE,
                ConfigDef.Type.INT,
                SCHEMA_CACHE_SIZE_DEFAULT,
                ConfigDef.Range.between(1, 1_000_000),
                ConfigDef.Importance.LOW,
                "How many schemas to keep compiled plans for. With more tables than this, plans are compiled over and"
                        + " over again.",
                GROUP,
                1,
                ConfigDef.Width.SHORT,
                "Schema cache size");
    }

    static int cacheSize(AbstractConfig config) {
        return config.getInt(SCHEMA_CACHE_SIZE);
    }
}
