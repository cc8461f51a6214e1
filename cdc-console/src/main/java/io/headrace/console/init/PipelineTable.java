package io.headrace.console.init;

import java.util.List;

/**
 * A table on its way into an index.
 *
 * @param topic of its changes
 * @param alias by which its index is written and searched
 * @param key the columns that tell rows apart, in the key's order
 */
record PipelineTable(TableFacts facts, String topic, String alias, List<String> key) {
    PipelineTable {
        key = List.copyOf(key);
    }

    /** The name of its first index. */
    String index() {
        return alias + "-v1";
    }
}
