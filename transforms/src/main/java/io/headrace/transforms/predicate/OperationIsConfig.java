package io.headrace.transforms.predicate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Settings of {@link OperationIs}. */
final class OperationIsConfig extends AbstractConfig {

    static final String OPERATIONS = "operations";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    OPERATIONS,
                    ConfigDef.Type.LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ConfigDef.ValidList.in("c", "u", "d", "r", "t", "m"),
                    Importance.HIGH,
                    "The operations: c create, u update, d delete, r snapshot read, t truncate, m message.",
                    "Operation",
                    1,
                    Width.MEDIUM,
                    "Operations");

    OperationIsConfig(Map<?, ?> properties) {
        super(DEFINITION, properties, false);
        if (getList(OPERATIONS).isEmpty()) {
            throw new ConfigException(OPERATIONS, List.of(), "must name at least one operation");
        }
    }

    Set<String> operations() {
        return Set.copyOf(getList(OPERATIONS));
    }
}
