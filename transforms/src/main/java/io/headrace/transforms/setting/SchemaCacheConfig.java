package io.headrace.transforms.setting;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The setting that bounds the compiled plans, the same for every transform that has plans by schema. */
public final class SchemaCacheConfig {

    public static final String SCHEMA_CACHE_SIZE = "schema.cache.size";
    public static final int SCHEMA_CACHE_SIZE_DEFAULT = 1024;
    private static final String GROUP = "Memory";

    private SchemaCacheConfig() {}

    public static ConfigDef define(ConfigDef definition) {
        return definition.define(
                SCHEMA_CACHE_SIZE,
                ConfigDef.Type.INT,
                SCHEMA_CACHE_SIZE_DEFAULT,
                ConfigDef.Range.between(1, 1_000_000),
                ConfigDef.Importance.LOW,
                "For how many schemas a compiled plan is kept. With more tables than this, plans are compiled"
                        + " over and over.",
                GROUP,
                1,
                ConfigDef.Width.SHORT,
                "Schema cache size");
    }

    public static int cacheSize(AbstractConfig config) {
        return config.getInt(SCHEMA_CACHE_SIZE);
    }
}
